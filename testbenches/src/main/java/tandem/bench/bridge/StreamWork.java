package tandem.bench.bridge;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.BitSet;
import tandem.bridge.Pauses;
import tandem.bridge.Responder;
import tandem.bridge.Ring;
import tandem.bridge.RtlDut;
import tandem.bridge.StreamEngine;
import tandem.rtlgen.Manifest;

/** The work in stream mode: Java fills and checks rings, native agents do the cycles. */
final class StreamWork implements Work {
  private static final int RING_SLOTS = 1024;
  private static final int CYCLES_A_CALL = 512;

  /** Words of a slot: when valid rose, when the record passed, then the record. */
  private static final int HANDSHAKE = 1;

  private static final int RECORD = 2;

  private final SplitterWork work = new SplitterWork();
  private final RtlDut dut;
  private final StreamEngine engine;
  private final Ring in;
  private final Ring out;
  private final Ring response;
  private final Ring done;
  private final long[] spans;
  private final long[] bursts;
  private final long[] dones;
  private final int burstWords;
  private final int doneWords;
  private final WordField op;
  private final WordField address;
  private final WordField bytes;
  private final WordField offset;
  private final WordField tag;
  private final WordField slot;
  private final WordField first;
  private final WordField last;
  private final WordField doneTag;
  private final WordField doneStatus;

  StreamWork(RtlDut dut) {
    this.dut = dut;
    this.engine = dut.streams();
    Manifest manifest = dut.manifest();
    spans = spans(manifest.stream("in"));
    Manifest.Stream burst = manifest.stream("out");
    op = WordField.of(burst, "op");
    address = WordField.of(burst, "address");
    bytes = WordField.of(burst, "bytes");
    offset = WordField.of(burst, "offset");
    tag = WordField.of(burst, "tag");
    slot = WordField.of(burst, "slot");
    first = WordField.of(burst, "first");
    last = WordField.of(burst, "last");
    doneTag = WordField.of(manifest.stream("done"), "tag");
    doneStatus = WordField.of(manifest.stream("done"), "status");
    in = engine.attach("in", RING_SLOTS);
    out = engine.attach("out", RING_SLOTS);
    response = engine.attach("response", RING_SLOTS);
    done = engine.attach("done", RING_SLOTS);
    burstWords = out.slotWords();
    doneWords = done.slotWords();
    bursts = new long[RING_SLOTS * burstWords];
    dones = new long[RING_SLOTS * doneWords];
    engine.pause("out", Pauses.regular(1, SplitterWork.BURSTY));
    engine.respond(new Responder("out", "response", work.latencies, new BitSet()));
    dut.signal("reset").set(1);
    dut.step(SplitterWork.RESET_CYCLES);
    dut.signal("reset").set(0);
  }

  static int at(Manifest.Stream stream, String field) {
    return stream.fields().stream()
        .filter(f -> f.name().equals(field))
        .findFirst()
        .orElseThrow()
        .offsetBytes();
  }

  private long[] spans(Manifest.Stream s) {
    int slotBytes = 2 * Long.BYTES + s.slotBytes();
    ByteBuffer memory =
        ByteBuffer.allocate(SplitterWork.SPANS * slotBytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < SplitterWork.SPANS; i++) {
      int record = i * slotBytes + 2 * Long.BYTES;
      memory.put(record + at(s, "op"), work.op[i]);
      memory.putLong(record + at(s, "address"), work.address[i]);
      memory.putInt(record + at(s, "bytes"), work.bytes[i]);
      memory.put(record + at(s, "permitted"), (byte) 1);
      memory.put(record + at(s, "guest"), work.guest[i]);
      memory.putShort(record + at(s, "tag"), (short) i);
    }
    long[] words = new long[memory.capacity() / Long.BYTES];
    memory.asLongBuffer().get(words);
    return words;
  }

  @Override
  public void run(long requests) {
    long end = work.done + requests;
    engine.stopAfter("done", end);
    while (work.done < end) {
      fill();
      engine.run(CYCLES_A_CALL);
      drain();
    }
  }

  /** All requests may be offered at once. */
  private void fill() {
    int offered;
    do {
      int span = (int) (work.accepted & SplitterWork.SPANS - 1);
      offered = in.offerAll(spans, span, SplitterWork.SPANS - span);
      work.accepted += offered;
    } while (offered != 0);
  }

  /** Bursts and completions in the order of their cycles. */
  private void drain() {
    int burstsEnd = out.takeAll(bursts) * burstWords;
    int donesEnd = done.takeAll(dones) * doneWords;
    response.take(response.filled() - response.taken());
    int at = 0;
    for (int d = 0; d < donesEnd; d += doneWords) {
      long cycle = dones[d + HANDSHAKE];
      for (; at < burstsEnd && bursts[at + HANDSHAKE] <= cycle; at += burstWords) {
        checkBurst(at);
      }
      long word = dones[d + RECORD];
      work.checkDone(cycle, doneTag.in(word), doneStatus.in(word));
    }
    for (; at < burstsEnd; at += burstWords) {
      checkBurst(at);
    }
  }

  private void checkBurst(int at) {
    int record = at + RECORD;
    long size = bursts[record + bytes.word()];
    long rest = bursts[record + tag.word()];
    work.checkBurst(
        bursts[at + HANDSHAKE],
        slot.in(rest),
        tag.in(rest),
        op.in(bursts[record]),
        bursts[record + address.word()],
        bytes.in(size),
        offset.in(size),
        first.in(rest) | last.in(rest) << 1);
  }

  @Override
  public long cycles() {
    return dut.cycle();
  }

  @Override
  public long checksum() {
    return work.checksum;
  }
}
