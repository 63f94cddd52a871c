package tandem.cosim.tx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import tandem.cosim.block.Answers;
import tandem.cosim.block.Drive;
import tandem.cosim.stream.Offer;
import tandem.model.record.ByteString;
import tandem.model.record.DescriptorBeat;
import tandem.model.record.DescriptorFetch;
import tandem.model.record.RequestInContext;
import tandem.model.tx.DescriptorMemory;
import tandem.model.tx.WorkRequestConfig;
import tandem.model.tx.WorkRequestFetch;

/**
 * The work queues of a scenario in host memory, which do not change while it runs, and what answers
 * fetches.
 */
final class FetchMemory implements DescriptorMemory {
  private static final int PERCENT = 100;
  private static final int INDEX_MASK = 0xFFFF;
  private static final Descriptor NOTHING = new Descriptor(0, false, false, 0, 0, 0);

  private final FetchMemorySpec spec;
  private final Map<Long, Descriptor> descriptors = new HashMap<>();

  FetchMemory(FetchMemorySpec spec, List<Offer<RequestInContext>> requests) {
    this.spec = spec;
    Random random = new Random(spec.seed() + 1);
    for (Offer<RequestInContext> offer : requests) {
      RequestInContext request = offer.record();
      descriptors.put(WorkRequestFetch.descriptorAddress(request), descriptor(request, random));
    }
  }

  /** Answers the fetches of a run. */
  void join(Drive drive) {
    Random jitter = new Random(spec.seed());
    Answers<DescriptorBeat> lines = drive.answer("fetchBeat", spec.latencyCycles());
    drive.on(
        "fetch",
        DescriptorFetch.class,
        beat -> {
          int more = spec.jitterCycles() == 0 ? 0 : jitter.nextInt(spec.jitterCycles() + 1);
          lines.add(beat.cycle() + spec.latencyCycles() + more, line(beat.record()));
        });
  }

  @Override
  public Descriptor read(long address) {
    return isFailed(lineOf(address)) ? null : descriptors.getOrDefault(address, NOTHING);
  }

  /** The address of the line that holds a descriptor. */
  static long lineOf(long address) {
    return address & -WorkRequestConfig.LINE_BYTES;
  }

  private boolean isFailed(long line) {
    return new Random(spec.seed() ^ line * 0x9E3779B97F4A7C15L).nextInt(PERCENT)
        < spec.failedPercent();
  }

  private DescriptorBeat line(DescriptorFetch fetch) {
    ByteBuffer bytes =
        ByteBuffer.allocate(WorkRequestConfig.LINE_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = 0; at < bytes.capacity(); at += WorkRequestConfig.DESCRIPTOR_BYTES) {
      Descriptor d = descriptors.getOrDefault(fetch.address() + at, NOTHING);
      bytes.put((byte) d.op()).put((byte) ((d.fence() ? 1 : 0) | (d.fail() ? 2 : 0)));
      bytes.putShort((short) d.index()).putInt((int) d.bytes()).putLong(d.address());
    }
    return new DescriptorBeat(
        fetch.fetchSlot(), isFailed(fetch.address()), ByteString.owning(bytes.array()));
  }

  /** What was posted for a request, or something that differs in one way. */
  private Descriptor descriptor(RequestInContext request, Random random) {
    int wrong = random.nextInt(PERCENT) < spec.wrongPercent() ? random.nextInt(4) : -1;
    return new Descriptor(
        request.op() ^ (wrong == 0 ? 1 << random.nextInt(Byte.SIZE) : 0),
        random.nextBoolean(),
        random.nextInt(4) == 0,
        (int) (request.consumerIndex() & INDEX_MASK) ^ (wrong == 1 ? 1 << random.nextInt(16) : 0),
        request.bytes() ^ (wrong == 2 ? 1L << random.nextInt(Integer.SIZE) : 0),
        wrong == 3 ? 0 : random.nextLong());
  }
}
