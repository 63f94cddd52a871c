package tandem.cosim.workrequest;

import java.util.List;
import java.util.Map;
import tandem.cosim.stream.Beat;
import tandem.cosim.stream.StreamSession;
import tandem.model.record.DescriptorBeat;
import tandem.model.record.DescriptorFetch;
import tandem.model.record.RequestInContext;
import tandem.model.record.WorkRequest;
import tandem.model.tx.WorkRequestConfig;

/** Runs scenarios of the fetch of descriptors on its own, on RTL and model. */
public final class FetchHarness extends StageHarness<FetchScenario, FetchLog> {
  /** The block's name on the command line. */
  public static final String BLOCK = "work-request-fetch";

  private static final int QUIET_CYCLES = 64;

  public FetchHarness() {
    super(BLOCK, FetchChecker.STAGE, FetchScenario.class);
  }

  @Override
  FetchLog drive(StreamSession session, FetchScenario scenario, WorkRequestConfig config) {
    FetchMemory memory = new FetchMemory(scenario.memory(), scenario.requests());
    List<Beat<RequestInContext>> in =
        session.offer("in", RequestInContext.class, scenario.requests(), scenario.in());
    List<Beat<DescriptorFetch>> fetch =
        session.collect("fetch", DescriptorFetch.class, scenario.fetch());
    List<Beat<DescriptorBeat>> fetchBeat =
        session.offer("fetchBeat", DescriptorBeat.class, memory.lines(), scenario.fetchBeat());
    List<Beat<WorkRequest>> out = session.collect("out", WorkRequest.class, scenario.out());
    long start = session.start(Map.of());
    if (session.runUntil(
        "out",
        scenario.requests().size(),
        memory.callCycles(),
        now -> memory.advance(fetch, now, start))) {
      session.runOn(QUIET_CYCLES);
    }
    session.finish();
    return new FetchLog(session.cycle(), in, out, fetch, fetchBeat);
  }

  @Override
  void check(FetchScenario scenario, WorkRequestConfig config, FetchLog log) {
    new FetchChecker(config, new FetchMemory(scenario.memory(), scenario.requests()), log)
        .check(scenario.requests().size());
  }
}
