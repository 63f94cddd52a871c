package tandem.cosim.tx;

import java.util.Random;
import tandem.cosim.block.Answers;
import tandem.cosim.block.Drive;
import tandem.cosim.stream.Beat;
import tandem.model.record.Released;
import tandem.model.record.RequestInContext;
import tandem.model.record.WorkOp;
import tandem.model.record.WorkStatus;

/** Stands in for what executes the requests: gives each context back when its operation ends. */
final class ExecutionAgent {
  private static final int PER_MILLE = 1000;

  private final ExecutionSpec spec;
  private final Random random;
  private final Answers<Released> releases;
  private long inOrderUntil;

  ExecutionAgent(ExecutionSpec spec, Drive drive) {
    this.spec = spec;
    random = new Random(spec.seed());
    releases = drive.answer("released", spec.cycles());
    drive.on("out", RequestInContext.class, this::execute);
  }

  /** Execution begins in order; reads end later than the others. */
  private void execute(Beat<RequestInContext> beat) {
    RequestInContext request = beat.record();
    if (request.status() != WorkStatus.OK) {
      return;
    }
    boolean read = request.op() == WorkOp.READ.code();
    boolean failed =
        !WorkOp.isLegal(request.op()) || random.nextInt(PER_MILLE) < spec.failedPerMille();
    long executed =
        Math.max(inOrderUntil, beat.cycle() + spec.cycles() + upTo(spec.jitterCycles()));
    inOrderUntil = executed;
    long end = executed + (read ? spec.readCycles() + upTo(spec.readJitterCycles()) : 0);
    releases.add(end, new Released(request.connection(), request.slot(), read, failed));
  }

  private int upTo(int cycles) {
    return cycles == 0 ? 0 : random.nextInt(cycles + 1);
  }
}
