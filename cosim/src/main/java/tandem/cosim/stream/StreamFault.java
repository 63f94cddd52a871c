package tandem.cosim.stream;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tandem.cosim.check.Mismatch;
import tandem.cosim.check.MismatchException;
import tandem.rtlgen.Manifest;

/**
 * The RTL did on a stream what no model needs to be asked about: it broke a rule of the handshake,
 * or gave a record that none can be. It ends the session; what had passed by then is kept.
 */
public final class StreamFault extends MismatchException {
  private static final long serialVersionUID = 1L;

  /** Cycles before it that are worth keeping as lines. */
  private static final long CYCLES_BEFORE = 4096;

  private final transient Manifest manifest;
  private final transient Map<String, List<? extends Beat<?>>> streams;
  private final long endCycle;

  StreamFault(
      Mismatch mismatch,
      Manifest manifest,
      Map<String, List<? extends Beat<?>>> streams,
      long endCycle) {
    super(mismatch);
    this.manifest = manifest;
    this.streams = streams;
    this.endCycle = endCycle;
  }

  /** Of the design that did it. */
  public Manifest manifest() {
    return manifest;
  }

  /** What had crossed each attached stream. */
  public Map<String, List<? extends Beat<?>>> streams() {
    return streams;
  }

  /** The cycle in which the session ended. */
  public long endCycle() {
    return endCycle;
  }

  /** Records that had crossed streams. */
  public long records() {
    return streams.values().stream().flatMap(List::stream).filter(this::hadPassed).count();
  }

  /** What had happened last, in order of time, one line a record. */
  public List<String> lines() {
    record Line(long cycle, String text) {}
    return streams.entrySet().stream()
        .flatMap(
            stream ->
                stream.getValue().stream()
                    .filter(b -> hadPassed(b) && b.cycle() >= mismatch().cycle() - CYCLES_BEFORE)
                    .map(b -> new Line(b.cycle(), line(stream.getKey(), b))))
        .sorted(Comparator.comparingLong(Line::cycle))
        .map(Line::text)
        .toList();
  }

  /** The session ends a little behind, where a call does. */
  private boolean hadPassed(Beat<?> beat) {
    return beat.cycle() <= mismatch().cycle();
  }

  private static String line(String stream, Beat<?> beat) {
    return String.format(Locale.ROOT, "%08d %s %s", beat.cycle(), stream, beat.record());
  }
}
