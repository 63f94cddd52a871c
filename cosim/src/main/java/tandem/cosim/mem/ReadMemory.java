package tandem.cosim.mem;

import java.util.Random;
import tandem.cosim.block.Answers;
import tandem.cosim.block.Drive;
import tandem.cosim.stream.Beat;
import tandem.model.mem.ReadReassembly;
import tandem.model.record.HostBurst;
import tandem.model.record.ReadCompletion;

/** Memory behind the bus: answers each burst that was taken with its data, some cycles later. */
final class ReadMemory {
  private final ReadMemorySpec spec;
  private final ReadRequests requests;
  private final Answers<ReadCompletion> completions;
  private final Random random;
  private int request = -1;
  private byte[] data;

  ReadMemory(ReadMemorySpec spec, ReadRequests requests, Drive drive) {
    this.spec = spec;
    this.requests = requests;
    this.random = new Random(spec.seed());
    completions = drive.answer("completion", spec.latencyCycles());
    drive.on("burst", HostBurst.class, this::answer);
  }

  private void answer(Beat<HostBurst> beat) {
    HostBurst burst = beat.record();
    if (burst.first()) {
      request++;
      data = requests.data(requests.list().get(request));
    }
    long due = beat.cycle() + spec.latencyCycles();
    due += spec.jitterCycles() == 0 ? 0 : random.nextInt(spec.jitterCycles() + 1);
    for (ReadCompletion completion : ReadReassembly.cut(burst, data, spec.boundaryBytes())) {
      completions.add(due, completion);
      due += spec.spacingCycles();
    }
  }
}
