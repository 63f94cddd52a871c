package tandem.waveforms.signal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a dump declares before its first value: time unit, texts, scopes and signals. */
public final class WaveHeader {
  private final TimeScale timeScale;
  private final String date;
  private final String version;
  private final String comment;
  private final ScopeNode root;
  private final List<Signal> signals;
  private final int valueCount;
  private final Map<String, Signal> byPath = new HashMap<>();
  private final Signal[] byValue;

  WaveHeader(HeaderBuilder builder, ScopeNode root) {
    this.timeScale = builder.timeScale;
    this.date = builder.date;
    this.version = builder.version;
    this.comment = builder.comment;
    this.root = root;
    this.signals = List.copyOf(builder.signals);
    this.valueCount = builder.valueCount;
    this.byValue = new Signal[valueCount];
    for (Signal signal : signals) {
      byPath.putIfAbsent(signal.path(), signal);
      if (byValue[signal.valueId()] == null) {
        byValue[signal.valueId()] = signal;
      }
    }
  }

  /** Length of one unit of time. */
  public TimeScale timeScale() {
    return timeScale;
  }

  /** Date text of the dump, empty when absent. */
  public String date() {
    return date;
  }

  /** Name of the tool that wrote it, empty when absent. */
  public String version() {
    return version;
  }

  /** Comments of the declaration part, joined by newlines. */
  public String comment() {
    return comment;
  }

  /** The nameless scope that holds all others. */
  public ScopeNode root() {
    return root;
  }

  /** All signals in order of declaration. */
  public List<Signal> signals() {
    return signals;
  }

  /** Number of distinct stored values; value ids run from 0 to this, exclusive. */
  public int valueCount() {
    return valueCount;
  }

  /** The first signal declared with the value. */
  public Signal signalOf(int valueId) {
    return byValue[valueId];
  }

  /** The signal of exactly this path; the first if a path is declared twice. */
  public Optional<Signal> find(String path) {
    return Optional.ofNullable(byPath.get(path));
  }

  /**
   * The signal meant by a user: exact path, else the shallowest one that ends in {@code .name}.
   *
   * @throws UnknownSignalException if there is none (it names the nearest), or several different
   *     nets are equally shallow
   */
  public Signal resolve(String name) {
    Signal exact = byPath.get(name);
    if (exact != null) {
      return exact;
    }
    List<Signal> best = new ArrayList<>();
    long bestDepth = Long.MAX_VALUE;
    for (Signal signal : signals) {
      if (!signal.path().endsWith("." + name)) {
        continue;
      }
      long depth = signal.path().chars().filter(c -> c == '.').count();
      if (depth < bestDepth) {
        best.clear();
        bestDepth = depth;
      }
      if (depth == bestDepth) {
        best.add(signal);
      }
    }
    if (best.isEmpty()) {
      throw UnknownSignalException.of(name, this);
    }
    if (best.stream().mapToInt(Signal::valueId).distinct().count() > 1) {
      throw UnknownSignalException.ambiguous(name, best);
    }
    return best.get(0);
  }
}
