package tandem.jvm;

/**
 * A value of at most 64 bits, computed from others. What lies above its significant bits is 0. Made
 * by {@link Graph} only, which gives equal values the same node.
 */
final class Node {
  /** What a node computes from {@code a}, {@code b}, {@code c} and {@code immediate}. */
  enum Kind {
    /** The immediate. */
    CONSTANT,
    /** Word number {@code immediate} of the inputs. */
    INPUT,
    /** Word number {@code immediate} of the registers, as it is in this cycle. */
    REGISTER,
    /** The element at address a of array number {@code immediate} of the memories. */
    READ,
    AND,
    OR,
    XOR,
    /** Modulo 2^64, as are SUB and MUL. */
    ADD,
    SUB,
    MUL,
    /** The upper 64 bits of the product of two unsigned values. */
    MULTIPLY_HIGH,
    DIVIDE_UNSIGNED,
    MODULO_UNSIGNED,
    DIVIDE_SIGNED,
    MODULO_SIGNED,
    /** By the immediate, 1 to 63. */
    SHIFT_LEFT,
    SHIFT_RIGHT,
    /** By b modulo 64. */
    SHIFT_LEFT_BY,
    SHIFT_RIGHT_BY,
    SHIFT_SIGNED_BY,
    /** The lowest {@code immediate} bits as a signed number of 64 bits. */
    SIGN_EXTEND,
    EQUAL,
    LESS_UNSIGNED,
    LESS_SIGNED,
    /** b where a is not 0, else c. */
    MUX,
    /** 1 where an odd number of bits are set. */
    PARITY
  }

  final Kind kind;
  final Node a;
  final Node b;
  final Node c;
  final long immediate;

  /** No bit from here on is ever set; 64 says nothing. */
  final int bits;

  /** In order of making, operands first. */
  final int number;

  Node(Kind kind, Node a, Node b, Node c, long immediate, int bits, int number) {
    this.kind = kind;
    this.a = a;
    this.b = b;
    this.c = c;
    this.immediate = immediate;
    this.bits = bits;
    this.number = number;
  }

  boolean isConstant() {
    return kind == Kind.CONSTANT;
  }

  boolean isConstant(long value) {
    return kind == Kind.CONSTANT && immediate == value;
  }

  /** What it costs nothing to have: constants and what is stored anyway. */
  boolean isLeaf() {
    return a == null;
  }
}
