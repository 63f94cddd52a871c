package tandem.waveforms.signal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Collects declarations in order; readers and generators of dumps build their header with it. */
public final class HeaderBuilder {
  TimeScale timeScale = TimeScale.NANOSECOND;
  String date = "";
  String version = "";
  String comment = "";
  final List<Signal> signals = new ArrayList<>();
  final Set<String> remarks = new LinkedHashSet<>();
  int valueCount;
  private final Map<String, String> texts = new HashMap<>();
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

  /** Notes, in a line, what of the dump a reader passed over. */
  public HeaderBuilder remark(String line) {
    remarks.add(line);
    return this;
  }

  /** Opens a scope inside the current one. */
  public HeaderBuilder push(String type, String name) {
    String parent = open.element().path;
    if (name.isEmpty()) {
      remark("a scope without a name, whose signals count as those of the scope around it");
    }
    // A scope without a name adds nothing to the paths of what it holds.
    String path = parent.isEmpty() || name.isEmpty() ? parent + name : parent + "." + name;
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
    SignalKind kind = SignalKind.of(type, widthBits);
    Open scope = open.element();
    Signal signal =
        new Signal(
            signals.size(), valueId, scope.path, one(name), range, widthBits, kind, one(type));
    signals.add(signal);
    scope.members.add(signal);
    return signal;
  }

  /** Names that come again and again are kept once. */
  private String one(String text) {
    String known = texts.putIfAbsent(text, text);
    return known == null ? text : known;
  }

  /** Closes what is open and gives the finished header. */
  public WaveHeader build() {
    while (depth() > 0) {
      pop();
    }
    return new WaveHeader(this, ScopeTwins.apart(open.element().close(), signals));
  }
}
