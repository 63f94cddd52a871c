package tandem.cosim.splitter;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import tandem.cosim.check.Mismatch;
import tandem.cosim.stream.Beat;
import tandem.model.record.HostBurst;

/** The handshakes of a run as lines, for case files. */
record EventLog(List<String> lines) {
  /** Cycles behind a mismatch that are still worth keeping. */
  private static final int CYCLES_BEHIND = 64;

  /** The events of the RTL in order of time until a little behind the mismatch. */
  static EventLog of(SplitterLog log, Mismatch mismatch) {
    List<String> lines = new ArrayList<>();
    long last = mismatch.cycle() < 0 ? Long.MAX_VALUE : mismatch.cycle() + CYCLES_BEHIND;
    new EventOrder(log)
        .forEach(
            line("in", last, lines),
            line("out", last, lines),
            line("response", last, lines),
            line("done", last, lines));
    return new EventLog(lines);
  }

  /** What the model issued up to the mismatch. */
  static List<String> expected(List<HostBurst> bursts) {
    return bursts.stream().map(b -> "out " + b).toList();
  }

  private static <R extends Record> Consumer<Beat<R>> line(
      String stream, long lastCycle, List<String> lines) {
    return beat -> {
      if (beat.cycle() <= lastCycle) {
        lines.add(String.format(Locale.ROOT, "%08d %s %s", beat.cycle(), stream, beat.record()));
      }
    };
  }
}
