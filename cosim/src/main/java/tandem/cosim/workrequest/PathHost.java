package tandem.cosim.workrequest;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import tandem.cosim.block.Answers;
import tandem.cosim.check.Timeline;
import tandem.cosim.stream.Beat;
import tandem.cosim.stream.Offer;
import tandem.model.record.ByteString;
import tandem.model.record.ContextBeat;
import tandem.model.record.ContextLoad;
import tandem.model.record.ContextStore;
import tandem.model.record.ContextStored;
import tandem.model.record.DescriptorBeat;
import tandem.model.record.DescriptorFetch;
import tandem.model.record.DoorbellWrite;
import tandem.model.tx.WorkRequestConfig;

/**
 * Host memory behind the work-request path: gives contexts and descriptors, takes write-backs.
 * Whoever runs the design must call {@link #advance} at least every {@link #callCycles} cycles, so
 * that nothing can be asked whose answer goes before answers already offered.
 */
final class PathHost {
  private static final int MOST_CALL_CYCLES = 64;

  /** Descriptors are there before their doorbells can be rung, which happens once a cycle. */
  static final int POSTED_AHEAD = 2 * MOST_CALL_CYCLES;

  private record Writing(long address, byte[] bytes) {}

  private final PathHostSpec spec;
  private final PathImage image;
  // One for each stream: the order between streams depends on when this class is asked.
  private final Random forLoads;
  private final Random forStores;
  private final Random forFetches;
  private final Map<Integer, Writing> writing = new HashMap<>();
  private final Answers<ContextBeat> beats = new Answers<>();
  private final Answers<ContextStored> stored = new Answers<>();
  private final Answers<DescriptorBeat> lines = new Answers<>();
  private final Timeline timeline = new Timeline();
  private List<Beat<DoorbellWrite>> doorbells;
  private long rungBefore;

  PathHost(PathHostSpec spec, PathImage image) {
    this.spec = spec;
    this.image = image;
    forLoads = new Random(spec.seed());
    forStores = new Random(spec.seed() + 1);
    forFetches = new Random(spec.seed() + 2);
  }

  List<Offer<ContextBeat>> beats() {
    return beats.offers();
  }

  List<Offer<ContextStored>> stored() {
    return stored.offers();
  }

  List<Offer<DescriptorBeat>> lines() {
    return lines.offers();
  }

  long callCycles() {
    return Math.min(spec.latencyCycles(), MOST_CALL_CYCLES);
  }

  /** Tells where the requests of the design appear. */
  void attach(
      List<Beat<DoorbellWrite>> taken,
      HostContextLog contexts,
      List<Beat<DescriptorFetch>> fetches) {
    doorbells = taken;
    timeline.add(contexts.loads(), this::load);
    timeline.add(contexts.stores(), this::store);
    timeline.add(contexts.stored(), this::answered);
    timeline.add(fetches, this::fetch);
  }

  /** Answers what was asked since, and offers what is due in the cycles of the next call. */
  void advance(long nowCycle, long startCycle) {
    image.post(rungBefore + doorbells.size() + POSTED_AHEAD);
    timeline.play();
    long until = nowCycle + callCycles();
    beats.offerUntil(until, startCycle);
    stored.offerUntil(until, startCycle);
    lines.offerUntil(until, startCycle);
  }

  /** Tells that the lists it was told of are emptied, next after {@link #advance}. */
  void forget() {
    rungBefore += doorbells.size();
    timeline.forget();
  }

  /** A write-back is in memory once its answer has been taken: asking earlier gets old bytes. */
  private void answered(Beat<ContextStored> beat) {
    Writing done = writing.remove(beat.record().storeSlot());
    image.memory().poke(done.address, done.bytes, 0, done.bytes.length);
  }

  private void store(Beat<ContextStore> beat) {
    ContextStore store = beat.record();
    Writing now =
        writing.computeIfAbsent(
            store.storeSlot(),
            slot -> new Writing(store.address(), new byte[WorkRequestConfig.CONTEXT_BYTES]));
    store.data().copyTo(now.bytes, store.beat() * ContextBeat.BYTES);
    if (store.beat() == PathImage.CONTEXT_LINES - 1) {
      stored.add(due(beat, forStores), new ContextStored(store.storeSlot()));
    }
  }

  private void load(Beat<ContextLoad> beat) {
    ContextLoad load = beat.record();
    long due = due(beat, forLoads);
    int failing =
        forLoads.nextInt(1000) < spec.failedLoadsPerMille()
            ? forLoads.nextInt(PathImage.CONTEXT_LINES)
            : -1;
    for (int i = 0; i < PathImage.CONTEXT_LINES; i++) {
      byte[] line = new byte[ContextBeat.BYTES];
      image.memory().peek(load.address() + (long) i * line.length, line, 0, line.length);
      beats.add(
          due + (long) i * spec.spacingCycles(),
          new ContextBeat(load.slot(), i, i == failing, ByteString.owning(line)));
    }
  }

  private void fetch(Beat<DescriptorFetch> beat) {
    boolean failed = forFetches.nextInt(1000) < spec.failedFetchesPerMille();
    byte[] line = new byte[ContextBeat.BYTES];
    image.memory().peek(beat.record().address(), line, 0, line.length);
    if (failed) {
      Arrays.fill(line, (byte) 0xFF);
    }
    lines.add(
        due(beat, forFetches),
        new DescriptorBeat(beat.record().fetchSlot(), failed, ByteString.owning(line)));
  }

  private long due(Beat<?> beat, Random random) {
    int jitter = spec.jitterCycles() == 0 ? 0 : random.nextInt(spec.jitterCycles() + 1);
    return beat.cycle() + spec.latencyCycles() + jitter;
  }
}
