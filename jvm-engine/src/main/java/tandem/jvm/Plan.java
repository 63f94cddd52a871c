package tandem.jvm;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * Decides which values are computed where: an operation whose value is used once stands in the
 * expression that uses it, and so only runs where the branch it stands in is taken; the others are
 * computed first, into a variable of the method, or a field where several methods use it.
 */
final class Plan {
  /**
   * HotSpot leaves methods above 8,000 bytes to the interpreter, and takes long over large ones;
   * sizes here are estimates.
   */
  private static final int METHOD_BYTES = 2400;

  /** Expressions beyond this are cut, so that they fit into methods. */
  private static final int EXPRESSION_BYTES = 600;

  private static final int DEEPEST = 100;

  /** Something to be computed: a value to keep, or what a sink takes. */
  record Item(Node value, Sink sink) {}

  /** A place outside of the graph that takes values. */
  interface Sink {
    /** The values it takes, in the order in which it takes them. */
    List<Node> values();
  }

  final List<List<Item>> methods = new ArrayList<>();
  private final int[] uses;
  private final int[] bytes;
  private final int[] depth;
  private final boolean[] kept;
  private final boolean[] placed;
  private final int[] home;
  private final BitSet shared = new BitSet();
  private List<Item> current = new ArrayList<>();
  private int currentBytes;

  Plan(int nodes, List<? extends Sink> sinks) {
    uses = new int[nodes];
    bytes = new int[nodes];
    depth = new int[nodes];
    kept = new boolean[nodes];
    placed = new boolean[nodes];
    home = new int[nodes];
    for (Sink sink : sinks) {
      sink.values().forEach(this::use);
    }
    for (Sink sink : sinks) {
      place(sink);
    }
    if (!current.isEmpty()) {
      methods.add(current);
    }
    share();
  }

  boolean isKept(Node node) {
    return kept[node.number];
  }

  /** Whether a value that is kept is used by other methods than the one that computes it. */
  boolean isShared(Node node) {
    return shared.get(node.number);
  }

  int uses(Node node) {
    return uses[node.number];
  }

  /**
   * Counts uses; operands are counted once however often their user is used. With a stack of its
   * own, as netlists have chains longer than that of a thread.
   */
  private void use(Node root) {
    Deque<Node> users = new ArrayDeque<>();
    Deque<Iterator<Node>> rest = new ArrayDeque<>();
    Iterator<Node> next = List.of(root).iterator();
    while (true) {
      if (next.hasNext()) {
        Node node = next.next();
        if (uses[node.number]++ == 0 && !node.isLeaf()) {
          users.push(node);
          rest.push(next);
          next = operands(node).iterator();
        }
      } else if (users.isEmpty()) {
        return;
      } else {
        measure(users.pop());
        next = rest.pop();
      }
    }
  }

  private void measure(Node node) {
    int size = 6;
    int deep = 0;
    for (Node operand : operands(node)) {
      boolean apart = operand.isLeaf() || uses[operand.number] > 1;
      size += apart ? 4 : bytes[operand.number];
      deep = apart ? deep : Math.max(deep, depth[operand.number]);
    }
    bytes[node.number] = size;
    depth[node.number] = deep + 1;
    if (size > EXPRESSION_BYTES || deep > DEEPEST) {
      kept[node.number] = true;
      bytes[node.number] = 4;
      depth[node.number] = 0;
    }
  }

  static List<Node> operands(Node node) {
    if (node.a == null) {
      return List.of();
    }
    if (node.b == null) {
      return List.of(node.a);
    }
    return node.c == null ? List.of(node.a, node.b) : List.of(node.a, node.b, node.c);
  }

  private void place(Sink sink) {
    sink.values().forEach(this::visit);
    int size = bytes(sink);
    if (size > METHOD_BYTES / 2) {
      for (Node value : sink.values()) {
        if (!value.isLeaf() && !kept[value.number]) {
          kept[value.number] = true;
          add(new Item(value, null), own(value) + 6);
        }
      }
      size = bytes(sink);
    }
    add(new Item(null, sink), size);
  }

  private int bytes(Sink sink) {
    int size = 10;
    for (Node value : sink.values()) {
      size += 8 + (value.isLeaf() || kept[value.number] ? 4 : own(value));
    }
    return size;
  }

  /** Places what is to be kept below a node, then the node itself. */
  private void visit(Node node) {
    if (node.isLeaf() || placed[node.number]) {
      return;
    }
    placed[node.number] = true;
    for (Node operand : operands(node)) {
      visit(operand);
    }
    kept[node.number] |= uses[node.number] > 1;
    if (kept[node.number]) {
      add(new Item(node, null), own(node) + 6);
    }
  }

  /** Bytes of the expression of a node, kept or not. */
  private int own(Node node) {
    int size = 6;
    for (Node operand : operands(node)) {
      size += operand.isLeaf() || kept[operand.number] ? 4 : own(operand);
    }
    return size;
  }

  private void add(Item item, int size) {
    if (currentBytes + size > METHOD_BYTES && !current.isEmpty()) {
      methods.add(current);
      current = new ArrayList<>();
      currentBytes = 0;
    }
    if (item.value != null) {
      home[item.value.number] = methods.size();
    }
    current.add(item);
    currentBytes += size;
  }

  private void share() {
    for (int method = 0; method < methods.size(); method++) {
      for (Item item : methods.get(method)) {
        if (item.value != null) {
          for (Node operand : operands(item.value)) {
            share(operand, method);
          }
        } else {
          for (Node value : item.sink.values()) {
            share(value, method);
          }
        }
      }
    }
  }

  private void share(Node node, int method) {
    if (node.isLeaf()) {
      return;
    }
    if (kept[node.number]) {
      if (home[node.number] != method) {
        shared.set(node.number);
      }
      return;
    }
    for (Node operand : operands(node)) {
      share(operand, method);
    }
  }
}
