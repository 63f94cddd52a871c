package tandem.cosim.splitter;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import tandem.cosim.stream.Beat;
import tandem.model.record.HostBurst;

/** The handshakes of a run as lines, for case files. */
record EventLog(List<String> lines) {
  /** All events of the RTL in order of time. */
  static EventLog of(SplitterLog log) {
    List<String> lines = new ArrayList<>();
    new EventOrder(log)
        .forEach(
            line("in", lines), line("out", lines), line("response", lines), line("done", lines));
    return new EventLog(lines);
  }

  /** What the model issued up to the mismatch. */
  static List<String> expected(List<HostBurst> bursts) {
    return bursts.stream().map(b -> "out " + b).toList();
  }

  private static <R extends Record> Consumer<Beat<R>> line(String stream, List<String> lines) {
    return beat -> lines.add("%08d %s %s".formatted(beat.cycle(), stream, beat.record()));
  }
}
