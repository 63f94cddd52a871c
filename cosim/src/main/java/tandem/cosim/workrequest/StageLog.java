package tandem.cosim.workrequest;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tandem.cosim.stream.Beat;

/** What the RTL of a stage on its own did in one run: every handshake of every stream. */
interface StageLog {
  /** Cycles behind a mismatch that are still worth keeping. */
  int CYCLES_BEHIND = 64;

  /** Last cycle of the run. */
  long endCycle();

  /** The handshakes of each stream in order of time, the streams in that of the flow. */
  Map<String, List<? extends Beat<?>>> streams();

  /** Records that crossed a stream. */
  default long records() {
    return streams().values().stream().mapToLong(List::size).sum();
  }

  /** The handshakes until a little behind a cycle, in order of time, one line each. */
  default List<String> lines(long cycle) {
    record Line(long cycle, String text) {}
    long last = cycle < 0 ? Long.MAX_VALUE : cycle + CYCLES_BEHIND;
    return streams().entrySet().stream()
        .flatMap(
            stream ->
                stream.getValue().stream()
                    .map(b -> new Line(b.cycle(), stream.getKey() + " " + b.record())))
        .filter(line -> line.cycle <= last)
        .sorted(Comparator.comparingLong(Line::cycle))
        .map(line -> String.format(Locale.ROOT, "%08d %s", line.cycle, line.text))
        .toList();
  }
}
