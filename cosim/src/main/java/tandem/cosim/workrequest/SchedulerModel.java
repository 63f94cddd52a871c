package tandem.cosim.workrequest;

import tandem.model.record.ScheduledRequest;
import tandem.model.tx.LookaheadScheduler;
import tandem.model.tx.WorkRequestConfig;
import tandem.model.tx.WorkRequestCounters;

/** Where the checker has the model from; replaced only to see whether it notices. */
public interface SchedulerModel {
  /** The model as it is. */
  SchedulerModel GOLDEN = config -> new LookaheadScheduler(config, new WorkRequestCounters());

  LookaheadScheduler create(WorkRequestConfig config);

  /** The request the model picked last. */
  default ScheduledRequest picked(LookaheadScheduler scheduler) {
    return scheduler.picked();
  }

  /** The connections the model hints at, behind the first pick of a batch. */
  default int hints(LookaheadScheduler scheduler, int[] into) {
    return scheduler.hints(into);
  }
}
