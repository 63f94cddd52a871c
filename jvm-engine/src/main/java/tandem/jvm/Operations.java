package tandem.jvm;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tandem.jvm.Node.Kind;

/** The combinational operations, by name. */
final class Operations {
  static final long CASE_EQUAL = 10;
  static final long CASE_NOT_EQUAL = 11;

  private final WordMath math;

  Operations(WordMath math) {
    this.math = math;
  }

  /**
   * The result of an operation.
   *
   * @throws UnsupportedRtlException for one that the engine does not know
   */
  Word make(IrOp op, List<Word> in) {
    int bits = IrTypes.bits(op.types().get(0), op.place());
    return switch (op.name()) {
      case "hw.constant" -> literal(op.attribute("value"), bits);
      case "sv.constantX", "sv.constantZ" -> math.constant(0, bits);
      case "comb.and" -> math.bitwise(Kind.AND, in);
      case "comb.or" -> math.bitwise(Kind.OR, in);
      case "comb.xor" -> math.bitwise(Kind.XOR, in);
      case "comb.add" -> in.stream().reduce(math::add).orElseThrow();
      case "comb.mul" -> in.stream().reduce(math::mul).orElseThrow();
      case "comb.sub" -> math.sub(in.get(0), in.get(1));
      case "comb.divu" -> divide(op, Kind.DIVIDE_UNSIGNED, in);
      case "comb.modu" -> divide(op, Kind.MODULO_UNSIGNED, in);
      case "comb.divs" -> divide(op, Kind.DIVIDE_SIGNED, in);
      case "comb.mods" -> divide(op, Kind.MODULO_SIGNED, in);
      case "comb.shl" -> math.shiftLeft(in.get(0), in.get(1));
      case "comb.shru" -> math.shiftRight(in.get(0), in.get(1));
      case "comb.shrs" -> math.shiftSigned(in.get(0), in.get(1));
      case "comb.mux" -> math.mux(in.get(0), in.get(1), in.get(2));
      case "comb.icmp" -> compare(op, in.get(0), in.get(1));
      case "comb.concat", "hw.array_concat", "hw.array_create", "hw.struct_create" ->
          math.concat(in);
      case "comb.replicate" -> math.replicate(in.get(0), bits / in.get(0).bits());
      case "comb.parity" -> math.parity(in.get(0));
      case "comb.reverse" -> reversed(in.get(0));
      case "hw.array_get" -> math.element(in.get(0), bits, in.get(1));
      case "hw.array_inject" -> math.inject(in.get(0), in.get(2).bits(), in.get(1), in.get(2));
      case "hw.array_slice" -> slice(op, in, bits);
      case "hw.struct_extract" -> field(op, in.get(0), bits);
      case "hw.struct_inject" -> withField(op, in);
      case "hw.aggregate_constant" -> aggregate(op, bits);
      case "hw.bitcast", "hw.wire" -> in.get(0);
      default -> throw new UnsupportedRtlException(op.place(), "operation " + op.name());
    };
  }

  private Word literal(String text, int bits) {
    int colon = text.indexOf(':');
    String number = (colon < 0 ? text : text.substring(0, colon)).strip();
    return math.constant(
        switch (number) {
          case "true" -> BigInteger.ONE;
          case "false" -> BigInteger.ZERO;
          default -> new BigInteger(number);
        },
        bits);
  }

  /** Elements from the highest, nested as the type is. */
  private Word aggregate(IrOp op, int bits) {
    String text = op.attribute("fields");
    List<Word> parts = new ArrayList<>();
    for (String literal : IrTypes.split(text.replaceAll("[\\[\\]]", " "))) {
      String type = literal.contains(":") ? literal.split(":")[1].strip() : "i1";
      parts.add(literal(literal, IrTypes.bits(type, op.place())));
    }
    Word whole = math.concat(parts);
    if (whole.bits() != bits) {
      throw new UnsupportedRtlException(op.place(), "hw.aggregate_constant of " + text);
    }
    return whole;
  }

  private Word divide(IrOp op, Kind kind, List<Word> in) {
    if (in.get(0).size() > 1) {
      throw new UnsupportedRtlException(
          op.place(),
          String.format(
              Locale.ROOT, "%s of more than 64 bits: bits=%d", op.name(), in.get(0).bits()));
    }
    return math.divide(kind, in.get(0), in.get(1));
  }

  private Word compare(IrOp op, Word a, Word b) {
    return switch ((int) op.number("predicate")) {
      case 0, 10, 12 -> math.equal(a, b);
      case 1, 11, 13 -> math.not(math.equal(a, b));
      case 2 -> math.lessSigned(a, b);
      case 3 -> math.not(math.lessSigned(b, a));
      case 4 -> math.lessSigned(b, a);
      case 5 -> math.not(math.lessSigned(a, b));
      case 6 -> math.lessUnsigned(a, b);
      case 7 -> math.not(math.lessUnsigned(b, a));
      case 8 -> math.lessUnsigned(b, a);
      case 9 -> math.not(math.lessUnsigned(a, b));
      default ->
          throw new UnsupportedRtlException(
              op.place(), "comb.icmp with predicate " + op.attribute("predicate"));
    };
  }

  private Word reversed(Word word) {
    List<Word> bits = new ArrayList<>();
    for (int i = 0; i < word.bits(); i++) {
      bits.add(math.extract(word, i, 1));
    }
    return math.concat(bits);
  }

  private Word slice(IrOp op, List<Word> in, int bits) {
    int element = IrTypes.elementBits(op.types().get(0), op.place());
    List<Word> parts = new ArrayList<>();
    for (int i = bits / element - 1; i >= 0; i--) {
      Word index = in.get(1);
      parts.add(math.element(in.get(0), element, math.add(index, math.constant(i, index.bits()))));
    }
    return math.concat(parts);
  }

  private Word field(IrOp op, Word structure, int bits) {
    return math.extract(structure, low(op, op.operandTypes().get(0)), bits);
  }

  private Word withField(IrOp op, List<Word> in) {
    int low = low(op, op.operandTypes().get(0));
    Word whole = in.get(0);
    int above = low + in.get(1).bits();
    List<Word> parts = new ArrayList<>();
    if (above < whole.bits()) {
      parts.add(math.extract(whole, above, whole.bits() - above));
    }
    parts.add(in.get(1));
    if (low > 0) {
      parts.add(math.extract(whole, 0, low));
    }
    return math.concat(parts);
  }

  private static int low(IrOp op, String type) {
    long index = op.number("fieldIndex");
    int low = 0;
    for (Map.Entry<String, Integer> field : IrTypes.fields(type, op.place()).entrySet()) {
      low = index-- < 0 ? low + field.getValue() : low;
    }
    return low;
  }
}
