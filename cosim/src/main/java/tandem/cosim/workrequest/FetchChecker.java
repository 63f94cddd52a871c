package tandem.cosim.workrequest;

import java.util.HashMap;
import java.util.Map;
import tandem.cosim.stream.Beat;
import tandem.model.record.DescriptorBeat;
import tandem.model.record.DescriptorFetch;
import tandem.model.record.RequestInContext;
import tandem.model.record.WorkRequest;
import tandem.model.record.WorkStatus;
import tandem.model.tx.DescriptorMemory;
import tandem.model.tx.WorkRequestConfig;
import tandem.model.tx.WorkRequestCounters;
import tandem.model.tx.WorkRequestFetch;

/**
 * Holds what the RTL of the fetch did against the model: each line it read, no other, and each
 * request it gave, after its line came. The number of a line is left to the RTL while no other line
 * under way has it.
 */
final class FetchChecker {
  static final String STAGE = "WorkRequestFetch";

  private static final long NOT_YET = Long.MAX_VALUE;
  private static final String SHARING = "D13: lines are read in order, and shared within a batch";

  private final WorkRequestConfig config;
  private final DescriptorMemory memory;
  private final FetchLog log;
  private final WorkRequestCounters counters = new WorkRequestCounters();
  private final WorkRequestFetch model;
  private final StageMismatch demand = new StageMismatch(STAGE);
  private long[] arrivals;
  private int fetches;

  FetchChecker(WorkRequestConfig config, DescriptorMemory memory, FetchLog log) {
    this.config = config;
    this.memory = memory;
    this.log = log;
    model = new WorkRequestFetch(config, counters);
  }

  /**
   * Checks the whole log.
   *
   * @param requests that were offered
   * @throws tandem.cosim.check.MismatchException at the first difference
   */
  void check(int requests) {
    arrivals = arrivals();
    for (int i = 0; i < log.in().size(); i++) {
      Beat<RequestInContext> in = log.in().get(i);
      WorkRequest expected = model.fetch(in.record(), memory);
      if (counters.toMap().get("fetches") > fetches) {
        checkFetch(in);
      }
      if (i < log.out().size()) {
        checkOut(in, expected, log.out().get(i));
      }
    }
    demand.count("requests", requests, log.in().size(), "every request is taken");
    demand.count("out", requests, log.out().size(), "one request out for each in");
    demand.count("fetches", fetches, log.fetch().size(), SHARING);
  }

  /** When the line of each fetch came; numbers that are under way are not used again. */
  private long[] arrivals() {
    long[] cycles = new long[log.fetch().size()];
    Map<Integer, Integer> underWay = new HashMap<>();
    int beats = 0;
    for (int i = 0; i < cycles.length; i++) {
      Beat<DescriptorFetch> fetch = log.fetch().get(i);
      cycles[i] = NOT_YET;
      for (; beats < log.fetchBeat().size(); beats++) {
        Beat<DescriptorBeat> beat = log.fetchBeat().get(beats);
        if (beat.cycle() >= fetch.cycle()) {
          break;
        }
        cycles[underWay.remove(beat.record().fetchSlot())] = beat.cycle();
      }
      int number = fetch.record().fetchSlot();
      demand.holds(
          number < config.fetchSlots() && underWay.put(number, i) == null,
          "fetch=" + i,
          fetch,
          "a number below fetchSlots that no line under way has");
    }
    for (Beat<DescriptorBeat> beat : log.fetchBeat().subList(beats, log.fetchBeat().size())) {
      cycles[underWay.remove(beat.record().fetchSlot())] = beat.cycle();
    }
    return cycles;
  }

  private void checkFetch(Beat<RequestInContext> in) {
    if (fetches < log.fetch().size()) {
      Beat<DescriptorFetch> fetch = log.fetch().get(fetches);
      long line = FetchMemory.lineOf(WorkRequestFetch.descriptorAddress(in.record()));
      String tag = "entry=" + in.record().entry();
      demand.same(tag, new DescriptorFetch(line, fetch.record().fetchSlot()), fetch, SHARING);
      demand.holds(fetch.cycle() > in.cycle(), tag, fetch, "a line is read after its request came");
    }
    fetches++;
  }

  private void checkOut(Beat<RequestInContext> in, WorkRequest expected, Beat<WorkRequest> out) {
    String tag = "entry=" + in.record().entry();
    demand.same(tag, expected, out, "requests in order, each with its descriptor");
    boolean hasLine = model.fetches() && in.record().status() == WorkStatus.OK;
    long needs = hasLine ? arrival(fetches - 1) : in.cycle();
    demand.holds(out.offeredCycle() > needs, tag, out, "a request leaves after its line came");
  }

  private long arrival(int fetch) {
    return fetch < arrivals.length ? arrivals[fetch] : NOT_YET;
  }
}
