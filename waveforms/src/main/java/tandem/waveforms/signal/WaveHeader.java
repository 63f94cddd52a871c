package tandem.waveforms.signal;

import java.util.ArrayList;
import java.util.List;
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
  private final List<String> remarks;
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
    this.remarks = List.copyOf(builder.remarks);
    for (Signal signal : signals) {
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

  /** What the reader passed over in the declarations, one line each. */
  public List<String> remarks() {
    return remarks;
  }

  /** The signal of exactly this path; the first if a path is declared twice. */
  public Optional<Signal> find(String path) {
    return signals.stream().filter(s -> s.path().equals(path)).findFirst();
  }

  /**
   * The signal meant by a user: exact path, else the shallowest one that ends in {@code .name}; a
   * name may have its range, as in {@code clk[1]}.
   *
   * @throws UnknownSignalException if there is none (it names the nearest), or several different
   *     nets are equally shallow
   */
  public Signal resolve(String name) {
    List<Signal> best = new ArrayList<>();
    long bestDepth = Long.MAX_VALUE;
    for (Signal signal : signals) {
      long depth = Math.min(depth(signal.path(), name), depth(signal.toString(), name));
      if (depth < bestDepth) {
        best.clear();
        bestDepth = depth;
      }
      if (depth == bestDepth && depth != Long.MAX_VALUE) {
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

  /** How many scopes are left out of a name that stands for a path; no number if it does not. */
  private static long depth(String path, String name) {
    if (path.equals(name)) {
      return -1;
    }
    return path.endsWith("." + name) ? path.chars().filter(c -> c == '.').count() : Long.MAX_VALUE;
  }
}
