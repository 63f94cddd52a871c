package tandem.cosim.workrequest;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import tandem.cosim.check.Timeline;
import tandem.cosim.stream.Beat;
import tandem.cosim.tx.ExecutionStubChecker;
import tandem.cosim.tx.WorkRequestFetchChecker;
import tandem.model.record.Completion;
import tandem.model.record.DescriptorBeat;
import tandem.model.record.DescriptorFetch;
import tandem.model.record.ReleaseEvent;
import tandem.model.record.RequestInContext;
import tandem.model.record.WorkOp;
import tandem.model.record.WorkRequest;
import tandem.model.record.WorkStatus;
import tandem.model.tx.DescriptorMemory.Descriptor;
import tandem.model.tx.ExecutionStub;
import tandem.model.tx.WorkRequestConfig;
import tandem.model.tx.WorkRequestCounters;
import tandem.model.tx.WorkRequestFetch;

/**
 * What happens to requests behind the cache: each fetches its descriptor or shares a line, is
 * executed in order, completed in order and gives its context back once.
 */
final class PathExecutionCheck {
  private static final String FETCH = WorkRequestFetchChecker.STAGE;
  private static final String STUB = ExecutionStubChecker.STAGE;
  private static final long LINE_MASK = -WorkRequestConfig.LINE_BYTES;

  /** How an operation must end. */
  private record Ending(Completion completion, long earliestCycle) {}

  private record Release(int slot, boolean read, boolean failed, long earliestCycle) {}

  private final WorkRequestConfig config;
  private final PathModel model;
  private final PathLog log;
  private final PathFailure failure;
  private final PathImage image;
  private final WorkRequestFetch fetch;
  private final ExecutionStub stub;
  private final Deque<RequestInContext> issued = new ArrayDeque<>();
  private final Deque<Ending> endings = new ArrayDeque<>();
  private final Map<Integer, Deque<Release>> releases = new HashMap<>();
  private final Map<Integer, Deque<Beat<DescriptorBeat>>> lines = new HashMap<>();
  private long rung;
  private int nextFetch;
  private int nextLine;
  private boolean lineFailed;
  private Beat<WorkRequest> current;

  /**
   * @param image host memory as the model has it
   */
  PathExecutionCheck(
      WorkRequestConfig config,
      PathModel model,
      WorkRequestCounters counters,
      PathLog log,
      PathImage image) {
    this.config = config;
    this.model = model;
    this.log = log;
    this.image = image;
    fetch = new WorkRequestFetch(config, counters);
    stub = new ExecutionStub(config, counters);
    failure = new PathFailure(log);
  }

  /**
   * Checks the whole log.
   *
   * @throws tandem.cosim.check.MismatchException at the first difference
   */
  void check() {
    Timeline timeline = new Timeline();
    // Where a work queue wraps, later descriptors come to lie where this one was (D3).
    timeline.add(log.doorbells(), beat -> image.post(++rung));
    timeline.add(log.events().loads(), beat -> stub.slotLoaded(beat.record().slot()));
    timeline.add(log.inContext(), beat -> issued.add(beat.record()));
    timeline.add(log.workRequests(), this::execute);
    timeline.add(log.events().releases(), this::release);
    timeline.add(log.completions(), this::complete);
    timeline.play();
    finish();
  }

  private void execute(Beat<WorkRequest> beat) {
    current = beat;
    String tag = PathFailure.entry(beat.record().entry());
    RequestInContext request = issued.poll();
    failure.require(request != null, FETCH, beat, tag, "nothing is executed that did not come");
    WorkRequest expected = model.workRequest(fetch.fetch(request, this::descriptor));
    failure.requireEqual(
        FETCH,
        beat.cycle(),
        tag,
        expected,
        beat.record(),
        "WR-14: requests leave in order, each with its own descriptor");
    Completion completion = model.completion(stub.execute(expected));
    boolean read = request.op() == WorkOp.READ.code();
    boolean waits = read && completion.status() == WorkStatus.OK;
    long earliest = beat.cycle() + (waits ? config.readCycles() : 0);
    endings.add(new Ending(completion, earliest));
    if (request.status() == WorkStatus.OK) {
      boolean failed = completion.status().breaksConnection();
      releases
          .computeIfAbsent(request.connection(), c -> new ArrayDeque<>())
          .add(new Release(request.slot(), read, failed, earliest));
    }
  }

  /** The descriptor that the model finds; null where the line came as failed. */
  private Descriptor descriptor(long address) {
    if (fetch.readsLine()) {
      readLine(address & LINE_MASK);
    }
    return lineFailed ? null : image.queues().read(address);
  }

  private void readLine(long address) {
    if (nextFetch == log.fetches().size()) {
      throw failure.number(
          FETCH, current.cycle(), "fetches", nextFetch + 1L, nextFetch, "a descriptor is fetched");
    }
    Beat<DescriptorFetch> asked = log.fetches().get(nextFetch++);
    DescriptorFetch expected = new DescriptorFetch(address, asked.record().fetchSlot());
    failure.requireEqual(
        FETCH,
        asked.cycle(),
        PathFailure.entry(current.record().entry()),
        expected,
        asked.record(),
        "D13: a line is read for the first request of a batch in it");
    while (nextLine < log.fetchBeats().size()
        && log.fetchBeats().get(nextLine).cycle() <= current.cycle()) {
      Beat<DescriptorBeat> line = log.fetchBeats().get(nextLine++);
      lines.computeIfAbsent(line.record().fetchSlot(), slot -> new ArrayDeque<>()).add(line);
    }
    Beat<DescriptorBeat> line =
        lines.computeIfAbsent(asked.record().fetchSlot(), slot -> new ArrayDeque<>()).poll();
    failure.require(
        line != null && line.cycle() > asked.cycle(),
        FETCH,
        current,
        PathFailure.entry(current.record().entry()),
        "a request does not leave before its descriptor is there");
    lineFailed = line.record().failed();
  }

  private void complete(Beat<Completion> beat) {
    String tag = PathFailure.entry(beat.record().entry());
    Ending ending = endings.poll();
    failure.requireEqual(
        STUB,
        beat.cycle(),
        tag,
        ending == null ? null : ending.completion,
        beat.record(),
        "D14, WR-34: completions in the order of execution, with the first thing wrong");
    failure.require(
        beat.cycle() >= ending.earliestCycle,
        STUB,
        beat,
        tag,
        String.format(
            Locale.ROOT, "a read ends %d cycles after its execution", config.readCycles()));
  }

  private void release(Beat<ReleaseEvent> beat) {
    ReleaseEvent event = beat.record();
    Deque<Release> pending = releases.getOrDefault(event.connection(), new ArrayDeque<>());
    boolean found = false;
    for (Iterator<Release> all = pending.iterator(); all.hasNext() && !found; ) {
      Release release = all.next();
      found =
          release.slot == event.slot()
              && release.read == event.read()
              && release.failed == event.failed()
              && release.earliestCycle <= beat.cycle();
      if (found) {
        all.remove();
      }
    }
    failure.require(
        found,
        STUB,
        beat,
        "connection=" + event.connection(),
        "each operation with a context gives it back once, when it has ended");
    if (pending.isEmpty()) {
      releases.remove(event.connection());
    }
  }

  private void finish() {
    requireNone(STUB, "workRequest", issued.size());
    requireNone(STUB, "completion", endings.size());
    requireNone(STUB, "releaseEvent", releases.values().stream().mapToInt(Deque::size).sum());
    requireNone(FETCH, "fetch", log.fetches().size() - nextFetch);
  }

  private void requireNone(String stage, String what, long missing) {
    if (missing != 0) {
      throw failure.number(
          stage, -1, what, 0, missing, "nothing is left over at the end and nothing is missing");
    }
  }
}
