package tandem.waveforms.signal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Collects declarations in order; readers and generators of dumps build their header with it. */
public final class HeaderBuilder {
  TimeScale timeScale = TimeScale.NANOSECOND;
  String date = "";
  String version = "";
  String comment = "";
  final List<Signal> signals = new ArrayList<>();
  int valueCount;
  private final Deque<Open> open = new ArrayDeque<>();

  private record Open(String type, String name, String path, List<ScopeMember> members) {
    ScopeNode close() {
      return new ScopeNode(type, name, path, List.copyOf(members));
    }
  }

  /** Starts at the root. */
  public HeaderBuilder() {
    open.push(new Open("", "", "", new ArrayList<>()));
  }

  /** Sets the unit of time. */
  public HeaderBuilder timeScale(TimeScale value) {
    timeScale = value;
    return this;
  }

  /** Sets the date text. */
  public HeaderBuilder date(String value) {
    date = value;
    return this;
  }

  /** Sets the tool's name. */
  public HeaderBuilder version(String value) {
    version = value;
    return this;
  }

  /** Adds a comment. */
  public HeaderBuilder comment(String value) {
    comment = comment.isEmpty() ? value : comment + "\n" + value;
    return this;
  }

  /** Opens a scope inside the current one. */
  public HeaderBuilder push(String type, String name) {
    String parent = open.element().path;
    String path = parent.isEmpty() ? name : parent + "." + name;
    open.push(new Open(type, name, path, new ArrayList<>()));
    return this;
  }

  /**
   * Closes the current scope.
   *
   * @throws IllegalStateException when only the root is open
   */
  public HeaderBuilder pop() {
    if (open.size() == 1) {
      throw new IllegalStateException("no scope is open");
    }
    ScopeNode closed = open.pop().close();
    open.element().members.add(closed);
    return this;
  }

  /** Number of scopes that are open, the root not counted. */
  public int depth() {
    return open.size() - 1;
  }

  /** Declares a signal with a value of its own and returns it. */
  public Signal add(String type, String name, BitRange range, int widthBits) {
    return alias(type, name, range, widthBits, valueCount);
  }

  /** Declares a plain vector `[widthBits-1:0]` or a single bit. */
  public Signal wire(String name, int widthBits) {
    return add("wire", name, widthBits == 1 ? null : new BitRange(widthBits - 1, 0), widthBits);
  }

  /** Declares a further name of an existing value, or the next new one. */
  public Signal alias(String type, String name, BitRange range, int widthBits, int valueId) {
    if (valueId > valueCount || valueId < 0) {
      throw new IllegalArgumentException("value ids are dense: " + valueId + " > " + valueCount);
    }
    valueCount = Math.max(valueCount, valueId + 1);
    SignalKind kind = SignalKind.ofType(type);
    Open scope = open.element();
    Signal signal =
        new Signal(signals.size(), valueId, scope.path, name, range, widthBits, kind, type);
    signals.add(signal);
    scope.members.add(signal);
    return signal;
  }

  /** Closes what is open and gives the finished header. */
  public WaveHeader build() {
    while (depth() > 0) {
      pop();
    }
    return new WaveHeader(this, open.element().close());
  }
}
