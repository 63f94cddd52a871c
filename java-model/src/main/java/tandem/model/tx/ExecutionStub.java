package tandem.model.tx;

import tandem.model.record.Completion;
import tandem.model.record.WorkOp;
import tandem.model.record.WorkRequest;
import tandem.model.record.WorkStatus;

/**
 * Stands in for what executes operations: decides how each ends (WR-34) and completes it. Keeps
 * order; after a failure nothing of that connection is executed.
 */
public final class ExecutionStub {
  private final WorkRequestCounters counters;

  /** What a record can say. */
  private static final int MOST_SLOTS = 1 << 12;

  private final boolean[] failedSlots;

  public ExecutionStub(WorkRequestConfig config, WorkRequestCounters counters) {
    this.counters = counters;
    failedSlots = new boolean[MOST_SLOTS];
  }

  /** Tells that a slot has got another context: what failed before does not concern it. */
  public void slotLoaded(int slot) {
    failedSlots[slot] = false;
  }

  /** Executes the next request. */
  public Completion execute(WorkRequest request) {
    WorkStatus status = end(request.slot(), request.status(), request.op(), request.fail());
    return new Completion(
        request.guest(),
        request.connection(),
        request.op(),
        request.bytes(),
        request.entry(),
        status);
  }

  /**
   * How the next request ends.
   *
   * @param arrived its status on arrival
   */
  WorkStatus end(int slot, WorkStatus arrived, int op, boolean fail) {
    WorkStatus status = arrived;
    if (arrived == WorkStatus.OK || arrived.breaksConnection()) {
      if (failedSlots[slot]) {
        status = WorkStatus.FLUSHED;
      } else if (arrived == WorkStatus.OK && !WorkOp.isLegal(op)) {
        status = WorkStatus.BAD_REQUEST;
      } else if (arrived == WorkStatus.OK && fail) {
        status = WorkStatus.OPERATION_FAILED;
      }
      failedSlots[slot] |= status.breaksConnection();
    }
    counters.completed(status.code());
    return status;
  }
}
