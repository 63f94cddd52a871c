package tandem.cosim.workrequest;

import java.util.List;
import java.util.Map;
import tandem.cosim.stream.Beat;
import tandem.cosim.stream.PauseSpec;
import tandem.cosim.stream.StreamSession;
import tandem.model.record.Completion;
import tandem.model.record.Released;
import tandem.model.record.WorkRequest;
import tandem.model.tx.WorkRequestConfig;

/** Runs scenarios of the execution stub on its own, on RTL and model. */
public final class StubHarness extends StageHarness<StubScenario, StubLog> {
  /** The block's name on the command line. */
  public static final String BLOCK = "execution-stub";

  private static final int QUIET_CYCLES = 64;

  public StubHarness() {
    super(BLOCK, StubChecker.STAGE, StubScenario.class);
  }

  @Override
  StubLog drive(StreamSession session, StubScenario scenario, WorkRequestConfig config) {
    List<Beat<WorkRequest>> in =
        session.offer("in", WorkRequest.class, scenario.requests(), scenario.in());
    List<Beat<LoadedEvent>> loaded =
        session.offer("loaded", LoadedEvent.class, scenario.loads(), PauseSpec.NEVER);
    List<Beat<Completion>> completion =
        session.collect("completion", Completion.class, scenario.completion());
    List<Beat<Released>> released =
        session.collect("released", Released.class, scenario.released());
    session.start(Map.of());
    if (session.runUntil("completion", scenario.requests().size())) {
      session.runUntilQuiet(QUIET_CYCLES);
    }
    session.finish();
    return new StubLog(session.cycle(), in, loaded, completion, released);
  }

  @Override
  void check(StubScenario scenario, WorkRequestConfig config, StubLog log) {
    new StubChecker(config, log).check(scenario.requests().size());
  }
}
