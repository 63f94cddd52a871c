package tandem.cosim.splitter;

import java.util.ArrayList;
import java.util.List;
import tandem.cosim.stream.Beat;
import tandem.model.mem.SplitRequest;
import tandem.model.record.HostBurst;

/** Where one request was when, for the last line of a mismatch. */
final class Journey {
  private static final int LONGEST = 8;

  private Journey() {}

  /** The last hops of an accepted request, {@code stream@cycle} each. */
  static List<String> of(SplitterLog log, SplitRequest request) {
    int number = (int) request.number();
    boolean ended = number < log.done().size();
    long begin = log.in().get(number).cycle();
    long end = ended ? log.done().get(number).cycle() : log.endCycle();
    List<String> hops = new ArrayList<>();
    hops.add("in@" + begin);
    for (Beat<HostBurst> burst : log.out()) {
      // A slot is held by one request from acceptance to end.
      boolean inLife = burst.cycle() > begin && burst.cycle() <= end;
      if (inLife && burst.record().slot() == request.slot()) {
        hops.add("out@" + burst.cycle());
      }
    }
    if (ended) {
      hops.add("done@" + end);
    }
    return hops.subList(Math.max(0, hops.size() - LONGEST), hops.size());
  }
}
