package tandem.cosim.workrequest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import tandem.cosim.stream.Beat;
import tandem.cosim.stream.Offer;
import tandem.cosim.stream.PauseSpec;
import tandem.cosim.stream.StreamSession;
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
public final class HostContextAgent {
  private static final int LINES = WorkRequestConfig.CONTEXT_BYTES / ContextBeat.BYTES;

  /** The low five bits of 0x22 look like a legal size. */
  private static final int[] BAD_SIZES = {0, 1, 17, 31, 0x22, 255};

  private record DueLine(long cycle, long number, Reading reading) {}

  private record DueAnswer(long cycle, long number, ContextStored answer) {}

  private static final class Reading {
    private final int slot;
    private final byte[] bytes;
    private final int failedLine;
    private int line;

    Reading(int slot, byte[] bytes, int failedLine) {
      this.slot = slot;
      this.bytes = bytes;
      this.failedLine = failedLine;
    }
  }

  private record Writing(int connection, byte[] bytes) {}

  private final HostContextSpec spec;
  private final WorkRequestConfig config;
  private final ContextImages images;
  private final Random random;
  private final Map<Integer, byte[]> memory = new HashMap<>();
  private final Map<Integer, Writing> writing = new HashMap<>();
  private final List<Offer<ContextBeat>> lines = new ArrayList<>();
  private final List<Offer<ContextStored>> answers = new ArrayList<>();
  private final PriorityQueue<DueLine> dueLines =
      new PriorityQueue<>(
          Comparator.comparingLong(DueLine::cycle).thenComparingLong(DueLine::number));
  private final PriorityQueue<DueAnswer> dueAnswers =
      new PriorityQueue<>(
          Comparator.comparingLong(DueAnswer::cycle).thenComparingLong(DueAnswer::number));
  private HostContextLog log;
  private int seenLoads;
  private int seenStores;
  private int seenAnswers;
  private long numbers;

  public HostContextAgent(HostContextSpec spec, WorkRequestConfig config) {
    this.spec = spec;
    this.config = config;
    images = new ContextImages(spec.seed());
    random = new Random(spec.seed());
  }

  /** Attaches the four streams of contexts and gives the log of them, which grows. */
  public HostContextLog attach(StreamSession session, Map<String, PauseSpec> pauses) {
    log =
        new HostContextLog(
            session.collect("contextLoad", ContextLoad.class, pause(pauses, "contextLoad")),
            session.offer("contextBeat", ContextBeat.class, lines, pause(pauses, "contextBeat")),
            session.collect("contextStore", ContextStore.class, pause(pauses, "contextStore")),
            session.offer(
                "contextStored", ContextStored.class, answers, pause(pauses, "contextStored")));
    return log;
  }

  private static PauseSpec pause(Map<String, PauseSpec> pauses, String stream) {
    return pauses.getOrDefault(stream, PauseSpec.NEVER);
  }

  /** Looks at what crossed in the visible cycle and decides what may be offered in the next. */
  public void advance(long nowCycle, long startCycle) {
    for (; seenLoads < log.loads().size(); seenLoads++) {
      read(log.loads().get(seenLoads));
    }
    for (; seenStores < log.stores().size(); seenStores++) {
      write(log.stores().get(seenStores));
    }
    for (; seenAnswers < log.stored().size(); seenAnswers++) {
      Writing done = writing.remove(log.stored().get(seenAnswers).record().storeSlot());
      memory.put(done.connection, done.bytes);
    }
    while (!dueLines.isEmpty() && dueLines.element().cycle <= nowCycle + 1) {
      DueLine due = dueLines.remove();
      lines.add(new Offer<>(nowCycle - startCycle, line(due)));
    }
    while (!dueAnswers.isEmpty() && dueAnswers.element().cycle <= nowCycle + 1) {
      answers.add(new Offer<>(nowCycle - startCycle, dueAnswers.remove().answer));
    }
  }

  /** Whether nothing is under way. */
  public boolean isIdle() {
    return dueLines.isEmpty()
        && dueAnswers.isEmpty()
        && lines.size() == log.beats().size()
        && answers.size() == log.stored().size();
  }

  private void read(Beat<ContextLoad> beat) {
    int connection = connection(beat.record().address());
    byte[] bytes = memory.computeIfAbsent(connection, images::of).clone();
    int dice = random.nextInt(1000);
    int failedLine = -1;
    if (dice < spec.failedPerMille()) {
      failedLine = random.nextInt(LINES);
    } else if ((dice -= spec.failedPerMille()) < spec.foreignPerMille()) {
      ContextImages.setOwner(bytes, connection ^ 1 << random.nextInt(Integer.SIZE));
    } else if (dice - spec.foreignPerMille() < spec.badQueuePerMille()) {
      bytes[ContextImages.QUEUE_SIZE] = (byte) BAD_SIZES[random.nextInt(BAD_SIZES.length)];
    }
    Reading reading = new Reading(beat.record().slot(), bytes, failedLine);
    long due = beat.cycle() + spec.loadCycles() + upTo(spec.loadJitterCycles());
    dueLines.add(new DueLine(due, numbers++, reading));
  }

  private ContextBeat line(DueLine due) {
    Reading reading = due.reading;
    int number = reading.line++;
    if (reading.line < LINES) {
      dueLines.add(
          new DueLine(
              due.cycle + 1 + upTo(Math.max(0, spec.spacingCycles() - 1)), numbers++, reading));
    }
    ByteString data =
        ByteString.copyOf(reading.bytes, number * ContextBeat.BYTES, ContextBeat.BYTES);
    return new ContextBeat(reading.slot, number, number == reading.failedLine, data);
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
      long due = beat.cycle() + spec.storeCycles() + upTo(spec.storeJitterCycles());
      dueAnswers.add(new DueAnswer(due, numbers++, new ContextStored(store.storeSlot())));
    }
  }

  private int connection(long address) {
    return (int) ((address - config.contextBase()) / WorkRequestConfig.CONTEXT_BYTES);
  }

  private int upTo(int cycles) {
    return cycles == 0 ? 0 : random.nextInt(cycles + 1);
  }
}
