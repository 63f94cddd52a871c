package tandem.cosim.workrequest;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import tandem.model.tx.ContextTable;
import tandem.model.tx.ExecutionListener;
import tandem.model.tx.RequestSource;
import tandem.model.tx.WorkRequestConfig;
import tandem.model.tx.WorkRequestPath;
import tandem.model.tx.WorkRequestPrediction;
import tandem.model.tx.WorkRequestTiming;
import tandem.model.tx.WorkRequestTimingParams;
import tandem.model.workload.Arrivals;
import tandem.model.workload.Requests;

/**
 * Executes a trace of requests on the model (contract, section 7): where requests do not pass each
 * other, in the cycles of the hardware, so that the lines are those of the RTL; else without time.
 */
public final class ModelExecution {
  /** Later than any trace ends. */
  private static final long HORIZON_CYCLES = 1L << 50;

  private final WorkRequestConfig config;
  private final WorkRequestTimingParams times;
  private final int mostTimed;

  public ModelExecution(WorkRequestConfig config) {
    this(config, WorkRequestTimingParams.DEFAULTS, KeptRequests.MOST);
  }

  /**
   * @param times of the hardware; others only to see whether a comparison notices
   * @param mostTimed requests whose cycles are predicted; the cycles of more are null
   */
  public ModelExecution(WorkRequestConfig config, WorkRequestTimingParams times, int mostTimed) {
    this.config = config;
    this.times = times;
    this.mostTimed = mostTimed;
  }

  /** Whether the lines are those of the RTL, cycles and all, unless there are too many requests. */
  public static boolean isTimed(WorkRequestConfig config) {
    return !config.hitsPassMisses();
  }

  /**
   * Executes requests and writes what became of them.
   *
   * @param name of the requests, for messages
   * @return whether the cycles could be predicted
   * @throws tandem.cosim.rtl.UsageException for requests of one connection in several queues whose
   *     descriptors are fetched
   */
  public boolean run(RequestSource trace, String name, ScheduleWriter out) throws IOException {
    KeptRequests requests = new KeptRequests(new OneQueueEach(config, trace, name), mostTimed);
    Optional<Requests> all = isTimed(config) ? requests.readAhead() : Optional.empty();
    if (all.isPresent()) {
      WorkRequestPrediction timed = predict(all.get(), out);
      out.finish(timed.counters().toMap(), cycles(timed));
      return true;
    }
    WorkRequestPath path = new WorkRequestPath(config, new ContextTable(config));
    path.run(requests, out);
    Map<String, Long> counters = path.counters().toMap();
    Optional<Long> cycles =
        requests.all().map(kept -> cycles(predict(kept, ExecutionListener.NONE)));
    out.finish(counters, cycles.orElse(null));
    return cycles.isPresent();
  }

  private WorkRequestPrediction predict(Requests requests, ExecutionListener listener) {
    return new WorkRequestTiming(config, times)
        .predict(
            requests,
            Arrivals.saturated(),
            new ContextTable(config),
            true,
            HORIZON_CYCLES,
            listener);
  }

  /** From the first pick to the last completion. */
  private static long cycles(WorkRequestPrediction prediction) {
    return prediction.completionCycles().length == 0 ? 0 : prediction.executionCycles();
  }
}
