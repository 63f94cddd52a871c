package tandem.cosim.tx;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import tandem.cosim.check.Checker;
import tandem.cosim.check.Judge;
import tandem.cosim.check.Timeline;
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
public final class WorkRequestFetchChecker implements Checker {
  /** The stage this checker speaks for. */
  public static final String STAGE = "WorkRequestFetch";

  private static final String SHARING = "D13: lines are read in order, and shared within a batch";

  /** A line of descriptors that is, was or will be read. */
  private static final class Line {
    private final String tag;
    private final long address;
    private boolean hasCome;
    private boolean failed;
    private long cycle;

    Line(String tag, long address) {
      this.tag = tag;
      this.address = address;
    }
  }

  /**
   * A request whose descriptor must come out with it.
   *
   * @param line that its descriptor is in, null if it needs none
   */
  private record Due(RequestInContext request, long inCycle, Line line) {}

  private final WorkRequestConfig config;
  private final DescriptorMemory memory;
  private final Judge judge;
  private final WorkRequestFetch model;

  /** The model, only for which lines are read. */
  private final WorkRequestFetch lines;

  private final Queue<Line> toRead = new ArrayDeque<>();
  private final Map<Integer, Line> underWay = new HashMap<>();
  private final Queue<Due> due = new ArrayDeque<>();
  private Line latest;
  private long requests;
  private long given;
  private long linesDue;
  private long linesRead;

  /**
   * @param memory as it is when a request leaves with its descriptor
   * @param counters into which the model counts
   */
  public WorkRequestFetchChecker(
      WorkRequestConfig config,
      DescriptorMemory memory,
      WorkRequestCounters counters,
      Judge judge,
      Timeline timeline) {
    this.config = config;
    this.memory = memory;
    this.judge = judge;
    model = new WorkRequestFetch(config, counters);
    lines = new WorkRequestFetch(config, new WorkRequestCounters());
    // What needs something of the same cycle comes before it: it needs a cycle at least.
    timeline.on("out", WorkRequest.class, this::given);
    timeline.on("fetch", DescriptorFetch.class, this::read);
    timeline.on("fetchBeat", DescriptorBeat.class, this::came);
    timeline.on("in", RequestInContext.class, this::taken);
  }

  private void taken(Beat<RequestInContext> beat) {
    RequestInContext request = beat.record();
    boolean isOk = request.status() == WorkStatus.OK;
    if (lines.pass(request.batch(), isOk, (int) request.consumerIndex())) {
      long address = FetchMemory.lineOf(WorkRequestFetch.descriptorAddress(request));
      latest = new Line("entry=" + request.entry(), address);
      toRead.add(latest);
      linesDue++;
    }
    requests++;
    due.add(new Due(request, beat.cycle(), lines.fetches() && isOk ? latest : null));
  }

  private void read(Beat<DescriptorFetch> beat) {
    int number = beat.record().fetchSlot();
    Line line = toRead.poll();
    linesRead++;
    String tag = line == null ? "-" : line.tag;
    judge.same(tag, line == null ? null : new DescriptorFetch(line.address, number), beat, SHARING);
    judge.holds(
        number < config.fetchSlots() && underWay.put(number, line) == null,
        tag,
        beat,
        "a number below fetchSlots that no line under way has");
  }

  private void came(Beat<DescriptorBeat> beat) {
    Line line = underWay.remove(beat.record().fetchSlot());
    String tag = "fetchSlot=" + beat.record().fetchSlot();
    judge.holds(line != null, tag, beat, "a line comes that was asked for");
    line.hasCome = true;
    line.failed = beat.record().failed();
    line.cycle = beat.cycle();
  }

  private void given(Beat<WorkRequest> beat) {
    Due next = due.poll();
    given++;
    String tag = "entry=" + beat.record().entry();
    judge.same(
        tag,
        next == null ? null : expected(next),
        beat,
        "requests in order, each with its descriptor");
    boolean hasLine = next.line == null || next.line.hasCome;
    long needs = next.line == null ? next.inCycle : next.line.cycle;
    judge.holds(
        hasLine && beat.offeredCycle() > needs, tag, beat, "a request leaves after its line came");
  }

  private WorkRequest expected(Due next) {
    boolean fails = next.line != null && next.line.failed;
    return model.fetch(next.request, address -> fails ? null : memory.read(address));
  }

  @Override
  public void finish() {
    judge.count("out", requests, given, "one request out for each in");
    judge.count("fetches", linesDue, linesRead, SHARING);
  }
}
