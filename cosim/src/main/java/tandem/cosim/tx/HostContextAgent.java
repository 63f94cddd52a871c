package tandem.cosim.tx;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import tandem.cosim.block.Answers;
import tandem.cosim.block.Drive;
import tandem.cosim.stream.Beat;
import tandem.model.record.ByteString;
import tandem.model.record.ContextBeat;
import tandem.model.record.ContextLoad;
import tandem.model.record.ContextStore;
import tandem.model.record.ContextStored;
import tandem.model.tx.WorkRequestConfig;

/**
 * Host memory as far as contexts go. A load gets what memory held when it was asked for, a
 * write-back is in memory when its answer is taken: whoever asks too early gets something old.
 */
final class HostContextAgent {
  private static final int LINES = WorkRequestConfig.CONTEXT_BYTES / ContextBeat.BYTES;
  private static final int PER_MILLE = 1000;

  /** The low five bits of 0x22 look like a legal size. */
  private static final int[] BAD_SIZES = {0, 1, 17, 31, 0x22, 255};

  private record Writing(int connection, byte[] bytes) {}

  private final HostContextSpec spec;
  private final WorkRequestConfig config;
  private final ContextImages images;
  private final Answers<ContextBeat> lines;
  private final Answers<ContextStored> answers;

  // One for each stream: the order between streams depends on when this class is asked.
  private final Random forLoads;
  private final Random forStores;
  private final Map<Integer, byte[]> memory = new HashMap<>();
  private final Map<Integer, Writing> writing = new HashMap<>();

  HostContextAgent(HostContextSpec spec, WorkRequestConfig config, Drive drive) {
    this.spec = spec;
    this.config = config;
    images = new ContextImages(spec.seed());
    forLoads = new Random(spec.seed());
    forStores = new Random(spec.seed() + 1);
    lines = drive.answer("contextBeat", spec.loadCycles());
    answers = drive.answer("contextStored", spec.storeCycles());
    drive.on("contextLoad", ContextLoad.class, this::read);
    drive.on("contextStore", ContextStore.class, this::write);
    drive.on("contextStored", ContextStored.class, this::written);
  }

  private void read(Beat<ContextLoad> beat) {
    int connection = connection(beat.record().address());
    byte[] bytes = memory.computeIfAbsent(connection, images::of).clone();
    int dice = forLoads.nextInt(PER_MILLE);
    int failedLine = -1;
    if (dice < spec.failedPerMille()) {
      failedLine = forLoads.nextInt(LINES);
    } else if ((dice -= spec.failedPerMille()) < spec.foreignPerMille()) {
      ContextImages.setOwner(bytes, connection ^ 1 << forLoads.nextInt(Integer.SIZE));
    } else if (dice - spec.foreignPerMille() < spec.badQueuePerMille()) {
      bytes[ContextImages.QUEUE_SIZE] = (byte) BAD_SIZES[forLoads.nextInt(BAD_SIZES.length)];
    }
    long due = beat.cycle() + spec.loadCycles() + upTo(forLoads, spec.loadJitterCycles());
    for (int i = 0; i < LINES; i++) {
      ByteString data = ByteString.copyOf(bytes, i * ContextBeat.BYTES, ContextBeat.BYTES);
      lines.add(due, new ContextBeat(beat.record().slot(), i, i == failedLine, data));
      due += 1 + upTo(forLoads, Math.max(0, spec.spacingCycles() - 1));
    }
  }

  private void write(Beat<ContextStore> beat) {
    ContextStore store = beat.record();
    Writing now =
        writing.computeIfAbsent(
            store.storeSlot(),
            s ->
                new Writing(
                    connection(store.address()), new byte[WorkRequestConfig.CONTEXT_BYTES]));
    store.data().copyTo(now.bytes, store.beat() * ContextBeat.BYTES);
    if (store.beat() == LINES - 1) {
      long due = beat.cycle() + spec.storeCycles() + upTo(forStores, spec.storeJitterCycles());
      answers.add(due, new ContextStored(store.storeSlot()));
    }
  }

  private void written(Beat<ContextStored> beat) {
    Writing done = writing.remove(beat.record().storeSlot());
    memory.put(done.connection, done.bytes);
  }

  private int connection(long address) {
    return (int) ((address - config.contextBase()) / WorkRequestConfig.CONTEXT_BYTES);
  }

  private static int upTo(Random random, int cycles) {
    return cycles == 0 ? 0 : random.nextInt(cycles + 1);
  }
}
