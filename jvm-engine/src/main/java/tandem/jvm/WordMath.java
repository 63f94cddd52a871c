package tandem.jvm;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import tandem.jvm.Node.Kind;

/** What RTL does with words, made of nodes. */
final class WordMath {
  private final Graph graph;

  WordMath(Graph graph) {
    this.graph = graph;
  }

  Word constant(BigInteger value, int bits) {
    Node[] limbs = new Node[Word.limbsOf(bits)];
    for (int i = 0; i < limbs.length; i++) {
      long limb = value.shiftRight(64 * i).longValue();
      limbs[i] = graph.constant(limb & Graph.mask(Word.limbBits(bits, i)));
    }
    return new Word(bits, limbs);
  }

  Word constant(long value, int bits) {
    return constant(BigInteger.valueOf(value), bits);
  }

  private Word one(Node bit) {
    return new Word(1, new Node[] {bit});
  }

  /** A word whose upper limb may hold bits above its width, which are cut off. */
  private Word trimmed(int bits, Node[] limbs) {
    int last = limbs.length - 1;
    limbs[last] = graph.extract(limbs[last], 0, Word.limbBits(bits, last));
    return new Word(bits, limbs);
  }

  Word bitwise(Kind kind, List<Word> operands) {
    BinaryOperator<Node> each =
        switch (kind) {
          case AND -> graph::and;
          case OR -> graph::or;
          default -> graph::xor;
        };
    Node[] limbs = operands.get(0).limbs().clone();
    for (Word operand : operands.subList(1, operands.size())) {
      for (int i = 0; i < limbs.length; i++) {
        limbs[i] = each.apply(limbs[i], operand.limb(i));
      }
    }
    return new Word(operands.get(0).bits(), limbs);
  }

  /** Most significant first, as RTL writes it. */
  Word concat(List<Word> parts) {
    int bits = parts.stream().mapToInt(Word::bits).sum();
    Node[] limbs = new Node[Word.limbsOf(bits)];
    Arrays.fill(limbs, graph.constant(0));
    int at = bits;
    for (Word part : parts) {
      at -= part.bits();
      for (int i = 0; i < part.size(); i++) {
        int limb = (at + 64 * i) / 64;
        int shift = (at + 64 * i) % 64;
        if (limb >= limbs.length) {
          continue; // a part of no bits
        }
        limbs[limb] = graph.or(limbs[limb], graph.shiftLeft(part.limb(i), shift));
        if (shift != 0 && limb + 1 < limbs.length) {
          limbs[limb + 1] = graph.or(limbs[limb + 1], graph.shiftRight(part.limb(i), 64 - shift));
        }
      }
    }
    return new Word(bits, limbs);
  }

  Word extract(Word word, int low, int bits) {
    Node[] limbs = new Node[Word.limbsOf(bits)];
    for (int i = 0; i < limbs.length; i++) {
      int from = low + 64 * i;
      int wanted = Word.limbBits(bits, i);
      int limb = from / 64;
      int shift = from % 64;
      limbs[i] = graph.extract(word.limb(limb), shift, Math.min(wanted, 64 - shift));
      if (shift + wanted > 64) {
        Node rest = graph.extract(word.limb(limb + 1), 0, shift + wanted - 64);
        limbs[i] = graph.or(limbs[i], graph.shiftLeft(rest, 64 - shift));
      }
    }
    return new Word(bits, limbs);
  }

  Word replicate(Word word, int times) {
    if (word.bits() == 1) {
      Node[] limbs = new Node[Word.limbsOf(times)];
      for (int i = 0; i < limbs.length; i++) {
        Node all = graph.constant(Graph.mask(Word.limbBits(times, i)));
        limbs[i] = graph.mux(word.limb(0), all, graph.constant(0));
      }
      return new Word(times, limbs);
    }
    return concat(java.util.Collections.nCopies(times, word));
  }

  Word add(Word a, Word b) {
    Node[] limbs = new Node[a.size()];
    Node carry = graph.constant(0);
    for (int i = 0; i < limbs.length; i++) {
      Node sum = graph.add(a.limb(i), b.limb(i));
      limbs[i] = graph.add(sum, carry);
      if (i + 1 < limbs.length) {
        carry = graph.or(graph.lessUnsigned(sum, a.limb(i)), graph.lessUnsigned(limbs[i], carry));
      }
    }
    return trimmed(a.bits(), limbs);
  }

  Word sub(Word a, Word b) {
    Node[] limbs = new Node[a.size()];
    Node borrow = graph.constant(0);
    for (int i = 0; i < limbs.length; i++) {
      Node difference = graph.sub(a.limb(i), b.limb(i));
      limbs[i] = graph.sub(difference, borrow);
      if (i + 1 < limbs.length) {
        borrow =
            graph.or(
                graph.lessUnsigned(a.limb(i), b.limb(i)), graph.lessUnsigned(difference, borrow));
      }
    }
    return trimmed(a.bits(), limbs);
  }

  Word mul(Word a, Word b) {
    if (a.size() == 1) {
      return trimmed(a.bits(), new Node[] {graph.mul(a.limb(0), b.limb(0))});
    }
    Word sum = constant(0, a.bits());
    for (int i = 0; i < a.size(); i++) {
      for (int j = 0; i + j < a.size(); j++) {
        Node[] product = new Node[a.size()];
        Arrays.fill(product, graph.constant(0));
        product[i + j] = graph.mul(a.limb(i), b.limb(j));
        if (i + j + 1 < product.length) {
          product[i + j + 1] = graph.multiplyHigh(a.limb(i), b.limb(j));
        }
        sum = add(sum, trimmed(a.bits(), product));
      }
    }
    return sum;
  }

  /** Of words that are not wide. */
  Word divide(Kind kind, Word a, Word b) {
    boolean signed = kind == Kind.DIVIDE_SIGNED || kind == Kind.MODULO_SIGNED;
    Node left = signed ? graph.signExtend(a.single(), a.bits()) : a.single();
    Node right = signed ? graph.signExtend(b.single(), b.bits()) : b.single();
    return trimmed(a.bits(), new Node[] {graph.divide(kind, left, right)});
  }

  Word mux(Word condition, Word yes, Word no) {
    Node[] limbs = new Node[yes.size()];
    for (int i = 0; i < limbs.length; i++) {
      limbs[i] = graph.mux(condition.single(), yes.limb(i), no.limb(i));
    }
    return new Word(yes.bits(), limbs);
  }

  Word equal(Word a, Word b) {
    Node all = graph.constant(1);
    for (int i = 0; i < a.size(); i++) {
      all = graph.and(all, graph.equal(a.limb(i), b.limb(i)));
    }
    return one(all);
  }

  Word not(Word bit) {
    return one(graph.not(bit.single()));
  }

  Word lessUnsigned(Word a, Word b) {
    Node less = graph.lessUnsigned(a.limb(0), b.limb(0));
    for (int i = 1; i < a.size(); i++) {
      less = decided(a, b, i, graph.lessUnsigned(a.limb(i), b.limb(i)), less);
    }
    return one(less);
  }

  Word lessSigned(Word a, Word b) {
    int top = a.size() - 1;
    int bits = Word.limbBits(a.bits(), top);
    Node highest =
        graph.lessSigned(graph.signExtend(a.limb(top), bits), graph.signExtend(b.limb(top), bits));
    if (top == 0) {
      return one(highest);
    }
    Node below = lessUnsigned(lower(a, top), lower(b, top)).single();
    return one(decided(a, b, top, highest, below));
  }

  private static Word lower(Word word, int limbs) {
    return new Word(64 * limbs, Arrays.copyOf(word.limbs(), limbs));
  }

  /** What this limb says, or those below it if it is the same on both sides. */
  private Node decided(Word a, Word b, int limb, Node here, Node below) {
    return graph.mux(graph.equal(a.limb(limb), b.limb(limb)), below, here);
  }

  Word parity(Word word) {
    Node all = word.limb(0);
    for (int i = 1; i < word.size(); i++) {
      all = graph.xor(all, word.limb(i));
    }
    return one(graph.parity(all));
  }

  Word shiftLeft(Word word, Word by) {
    return shifted(word, by, true, graph.constant(0));
  }

  Word shiftRight(Word word, Word by) {
    return shifted(word, by, false, graph.constant(0));
  }

  Word shiftSigned(Word word, Word by) {
    int top = word.size() - 1;
    Node sign = graph.extract(word.limb(top), Word.limbBits(word.bits(), top) - 1, 1);
    Node fill = graph.mux(sign, graph.constant(-1), graph.constant(0));
    Node[] limbs = word.limbs().clone();
    limbs[top] = graph.signExtend(limbs[top], Word.limbBits(word.bits(), top));
    return shifted(new Word(word.bits(), limbs), by, false, fill);
  }

  /** Whole limbs by stages of multiplexers, then what is left within limbs. */
  private Word shifted(Word word, Word by, boolean left, Node fill) {
    int size = word.size();
    Node[] limbs = word.limbs().clone();
    Node amount = by.limb(0);
    for (int stage = 0; 1 << stage < size; stage++) {
      Node moved = graph.extract(amount, 6 + stage, 1);
      Node[] next = new Node[size];
      for (int i = 0; i < size; i++) {
        int from = left ? i - (1 << stage) : i + (1 << stage);
        Node other = from < 0 || from >= size ? fill : limbs[from];
        next[i] = graph.mux(moved, other, limbs[i]);
      }
      limbs = next;
    }
    Node[] out = new Node[size];
    for (int i = 0; i < size; i++) {
      out[i] = within(limbs, i, amount, left, fill);
    }
    return trimmed(word.bits(), beyond(out, by, word.bits(), fill));
  }

  private Node within(Node[] limbs, int i, Node amount, boolean left, Node fill) {
    int neighbour = left ? i - 1 : i + 1;
    boolean isEdge = neighbour < 0 || neighbour >= limbs.length;
    if (isEdge && !left && !fill.isConstant(0)) {
      return graph.shiftBy(Kind.SHIFT_SIGNED_BY, limbs[i], amount);
    }
    Kind kind = left ? Kind.SHIFT_LEFT_BY : Kind.SHIFT_RIGHT_BY;
    Node own = graph.shiftBy(kind, limbs[i], amount);
    if (isEdge) {
      return own;
    }
    // The neighbour goes the other way by 64 less the amount, in two steps as the amount may be 0.
    Kind other = left ? Kind.SHIFT_RIGHT_BY : Kind.SHIFT_LEFT_BY;
    Node once = left ? graph.shiftRight(limbs[neighbour], 1) : graph.shiftLeft(limbs[neighbour], 1);
    Node rest =
        graph.shiftBy(other, once, graph.xor(graph.extract(amount, 0, 6), graph.constant(63)));
    return graph.or(own, rest);
  }

  /** What is left of limbs when the amount reaches beyond all of them. */
  private Node[] beyond(Node[] limbs, Word by, int bits, Node fill) {
    Word most = constant(64L * limbs.length, by.bits());
    boolean reachable = by.bits() > 63 || 1L << by.bits() > 64L * limbs.length;
    if (!reachable) {
      return limbs;
    }
    Node inside = lessUnsigned(by, most).single();
    Node[] out = new Node[limbs.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = graph.mux(inside, limbs[i], fill);
    }
    return out;
  }

  /** Element number {@code index} of an array, element 0 lowest; the last beyond the end. */
  Word element(Word array, int elementBits, Word index) {
    int count = array.bits() / elementBits;
    return element(array, elementBits, index, 0, count, indexBits(count));
  }

  private static int indexBits(int count) {
    return 32 - Integer.numberOfLeadingZeros(count - 1);
  }

  private Word element(Word array, int bits, Word index, int first, int count, int stage) {
    if (count == 1 || stage == 0) {
      return extract(array, first * bits, bits);
    }
    int half = 1 << stage - 1;
    if (count <= half) {
      return element(array, bits, index, first, count, stage - 1);
    }
    Word upper = extract(index, stage - 1, 1);
    return mux(
        upper,
        element(array, bits, index, first + half, count - half, stage - 1),
        element(array, bits, index, first, half, stage - 1));
  }

  /** The array with one element replaced; the same array if there is no such element. */
  Word inject(Word array, int elementBits, Word index, Word value) {
    int count = array.bits() / elementBits;
    List<Word> parts = new java.util.ArrayList<>();
    for (int i = count - 1; i >= 0; i--) {
      Word here = equal(index, constant(i, index.bits()));
      parts.add(mux(here, value, extract(array, i * elementBits, elementBits)));
    }
    return concat(parts);
  }
}
