package tandem.jvm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tandem.jvm.Node.Kind;

/** Makes nodes, simplified as they are made; equal ones are made once. */
final class Graph {
  private record Key(Kind kind, int a, int b, int c, long immediate) {}

  private final Map<Key, Node> made = new HashMap<>();
  private final List<Node> nodes = new ArrayList<>();

  int size() {
    return nodes.size();
  }

  static long mask(int bits) {
    return bits >= 64 ? -1L : (1L << bits) - 1;
  }

  private Node make(Kind kind, Node a, Node b, Node c, long immediate, int bits) {
    Key key = new Key(kind, number(a), number(b), number(c), immediate);
    Node known = made.get(key);
    if (known == null) {
      known = new Node(kind, a, b, c, immediate, Math.min(bits, 64), nodes.size());
      nodes.add(known);
      made.put(key, known);
    }
    return known;
  }

  private static int number(Node node) {
    return node == null ? -1 : node.number;
  }

  Node constant(long value) {
    return make(Kind.CONSTANT, null, null, null, value, 64 - Long.numberOfLeadingZeros(value));
  }

  Node input(int word, int bits) {
    return make(Kind.INPUT, null, null, null, word, bits);
  }

  Node register(int word, int bits) {
    return make(Kind.REGISTER, null, null, null, word, bits);
  }

  Node read(int array, int bits, Node address) {
    return make(Kind.READ, address, null, null, array, bits);
  }

  Node and(Node a, Node b) {
    if (a.isConstant()) {
      return b.isConstant() ? constant(a.immediate & b.immediate) : and(b, a);
    }
    if (a == b) {
      return a;
    }
    if (isOpposite(a, b) || isOpposite(b, a)) {
      return constant(0);
    }
    if (!b.isConstant()) {
      return ordered(Kind.AND, a, b, Math.min(a.bits, b.bits));
    }
    long mask = b.immediate;
    if ((mask & mask(a.bits)) == 0) {
      return constant(0);
    }
    if ((~mask & mask(a.bits)) == 0) {
      return a;
    }
    if (a.kind == Kind.AND && a.b.isConstant()) {
      return and(a.a, constant(mask & a.b.immediate));
    }
    long least = mask & mask(a.bits);
    return make(Kind.AND, a, constant(least), null, 0, 64 - Long.numberOfLeadingZeros(least));
  }

  private static boolean isOpposite(Node a, Node b) {
    return a.bits <= 1 && a.kind == Kind.XOR && a.a == b && a.b.isConstant(1);
  }

  private Node ordered(Kind kind, Node a, Node b, int bits) {
    boolean swap = a.number < b.number && !b.isConstant() || a.isConstant();
    return swap ? make(kind, b, a, null, 0, bits) : make(kind, a, b, null, 0, bits);
  }

  Node or(Node a, Node b) {
    if (a.isConstant() && b.isConstant()) {
      return constant(a.immediate | b.immediate);
    }
    if (a == b || b.isConstant(0)) {
      return a;
    }
    if (a.isConstant(0)) {
      return b;
    }
    if (a.isConstant(mask(b.bits)) && b.bits > 0) {
      return a;
    }
    if (b.isConstant(mask(a.bits)) && a.bits > 0) {
      return b;
    }
    return ordered(Kind.OR, a, b, Math.max(a.bits, b.bits));
  }

  Node xor(Node a, Node b) {
    if (a.isConstant()) {
      return b.isConstant() ? constant(a.immediate ^ b.immediate) : xor(b, a);
    }
    if (a == b) {
      return constant(0);
    }
    if (b.isConstant(0)) {
      return a;
    }
    if (b.isConstant() && a.kind == Kind.XOR && a.b.isConstant()) {
      return xor(a.a, constant(a.b.immediate ^ b.immediate));
    }
    return ordered(Kind.XOR, a, b, Math.max(a.bits, b.bits));
  }

  /** The other value of one bit. */
  Node not(Node bit) {
    return xor(bit, constant(1));
  }

  Node add(Node a, Node b) {
    if (a.isConstant() && b.isConstant()) {
      return constant(a.immediate + b.immediate);
    }
    if (a.isConstant(0) || b.isConstant(0)) {
      return a.isConstant(0) ? b : a;
    }
    return ordered(Kind.ADD, a, b, Math.max(a.bits, b.bits) + 1);
  }

  Node sub(Node a, Node b) {
    if (a.isConstant() && b.isConstant()) {
      return constant(a.immediate - b.immediate);
    }
    if (a == b) {
      return constant(0);
    }
    return b.isConstant(0) ? a : make(Kind.SUB, a, b, null, 0, 64);
  }

  Node mul(Node a, Node b) {
    if (a.isConstant() && b.isConstant()) {
      return constant(a.immediate * b.immediate);
    }
    if (a.isConstant(0) || b.isConstant(0)) {
      return constant(0);
    }
    if (a.isConstant(1) || b.isConstant(1)) {
      return a.isConstant(1) ? b : a;
    }
    return ordered(Kind.MUL, a, b, a.bits + b.bits);
  }

  Node multiplyHigh(Node a, Node b) {
    if (a.bits + b.bits <= 64) {
      return constant(0);
    }
    return ordered(Kind.MULTIPLY_HIGH, a, b, a.bits + b.bits - 64);
  }

  /** A division or remainder; the engine's result of a division by 0 is 0. */
  Node divide(Kind kind, Node a, Node b) {
    return make(kind, a, b, null, 0, 64);
  }

  Node shiftLeft(Node a, int by) {
    if (by == 0) {
      return a;
    }
    if (by >= 64) {
      return constant(0);
    }
    if (a.isConstant()) {
      return constant(a.immediate << by);
    }
    return make(Kind.SHIFT_LEFT, a, null, null, by, a.bits + by);
  }

  Node shiftRight(Node a, int by) {
    if (by == 0) {
      return a;
    }
    if (by >= a.bits) {
      return constant(0);
    }
    if (a.isConstant()) {
      return constant(a.immediate >>> by);
    }
    if (a.kind == Kind.SHIFT_RIGHT) {
      return shiftRight(a.a, by + (int) a.immediate);
    }
    return make(Kind.SHIFT_RIGHT, a, null, null, by, a.bits - by);
  }

  /** A shift by a number of places below 64 that is only known at run time. */
  Node shiftBy(Kind kind, Node a, Node by) {
    if (by.isConstant() && kind != Kind.SHIFT_SIGNED_BY) {
      int places = (int) (by.immediate & 63);
      return kind == Kind.SHIFT_LEFT_BY ? shiftLeft(a, places) : shiftRight(a, places);
    }
    return make(kind, a, by, null, 0, kind == Kind.SHIFT_RIGHT_BY ? a.bits : 64);
  }

  Node signExtend(Node a, int bits) {
    if (bits >= 64) {
      return a;
    }
    if (a.isConstant()) {
      return constant(a.immediate << 64 - bits >> 64 - bits);
    }
    return make(Kind.SIGN_EXTEND, a, null, null, bits, 64);
  }

  /** Bits {@code low} up to {@code low + bits} of a value, all below 64. */
  Node extract(Node a, int low, int bits) {
    if (low >= a.bits) {
      return constant(0);
    }
    if (low == 0 && bits >= a.bits) {
      return a;
    }
    switch (a.kind) {
      case OR:
        Node left = extract(a.a, low, bits);
        if (left.isConstant(0)) {
          return extract(a.b, low, bits);
        }
        Node right = extract(a.b, low, bits);
        if (right.isConstant(0)) {
          return left;
        }
        break;
      case SHIFT_LEFT:
        int by = (int) a.immediate;
        if (low >= by) {
          return extract(a.a, low - by, bits);
        }
        if (low + bits <= by) {
          return constant(0);
        }
        break;
      case SHIFT_RIGHT:
        return extract(a.a, low + (int) a.immediate, bits);
      case AND:
        long wanted = mask(bits) << low;
        if (a.b.isConstant() && (wanted & ~a.b.immediate & mask(a.a.bits)) == 0) {
          return extract(a.a, low, bits);
        }
        break;
      default:
        break;
    }
    return and(shiftRight(a, low), constant(mask(bits)));
  }

  Node equal(Node a, Node b) {
    if (a.isConstant()) {
      return b.isConstant() ? constant(a.immediate == b.immediate ? 1 : 0) : equal(b, a);
    }
    if (a == b) {
      return constant(1);
    }
    if (b.isConstant()) {
      if ((b.immediate & ~mask(a.bits)) != 0) {
        return constant(0);
      }
      if (a.bits == 1) {
        return b.immediate == 1 ? a : not(a);
      }
    }
    return ordered(Kind.EQUAL, a, b, 1);
  }

  Node lessUnsigned(Node a, Node b) {
    if (a.isConstant() && b.isConstant()) {
      return constant(Long.compareUnsigned(a.immediate, b.immediate) < 0 ? 1 : 0);
    }
    if (a == b || b.isConstant(0)) {
      return constant(0);
    }
    if (b.isConstant() && b.bits > a.bits) {
      return constant(1);
    }
    return make(Kind.LESS_UNSIGNED, a, b, null, 0, 1);
  }

  Node lessSigned(Node a, Node b) {
    if (a.isConstant() && b.isConstant()) {
      return constant(a.immediate < b.immediate ? 1 : 0);
    }
    return a == b ? constant(0) : make(Kind.LESS_SIGNED, a, b, null, 0, 1);
  }

  Node mux(Node condition, Node yes, Node no) {
    if (condition.isConstant()) {
      return condition.immediate != 0 ? yes : no;
    }
    if (yes == no) {
      return yes;
    }
    if (condition.kind == Kind.XOR && condition.b.isConstant(1)) {
      return mux(condition.a, no, yes);
    }
    if (yes.bits <= 1 && no.bits <= 1) {
      if (no.isConstant(0)) {
        return and(condition, yes);
      }
      if (yes.isConstant(1)) {
        return or(condition, no);
      }
      if (yes.isConstant(0)) {
        return and(not(condition), no);
      }
      if (no.isConstant(1)) {
        return or(not(condition), yes);
      }
    }
    return make(Kind.MUX, condition, yes, no, 0, Math.max(yes.bits, no.bits));
  }

  Node parity(Node a) {
    return a.bits <= 1 ? a : make(Kind.PARITY, a, null, null, 0, 1);
  }
}
