package tandem.jvm;

/** What generated code calls where the JVM has no instruction. Division by 0 gives 0. */
final class Arithmetic {
  private Arithmetic() {}

  static long multiplyHigh(long a, long b) {
    return Math.multiplyHigh(a, b) + (a >> 63 & b) + (b >> 63 & a);
  }

  static long divideUnsigned(long a, long b) {
    return b == 0 ? 0 : Long.divideUnsigned(a, b);
  }

  static long moduloUnsigned(long a, long b) {
    return b == 0 ? 0 : Long.remainderUnsigned(a, b);
  }

  static long divideSigned(long a, long b) {
    return b == 0 ? 0 : a / b;
  }

  static long moduloSigned(long a, long b) {
    return b == 0 ? 0 : a % b;
  }
}
