package tandem.bridge;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import tandem.rtlgen.Manifest;

/**
 * Makes a stimulus up from the manifest: every input stream gets random records, except those whose
 * fields an output stream asks for, which are answered; output streams are ready most of the time;
 * other inputs stay 0.
 */
final class SyntheticTraining implements Training {
  private static final int CYCLES = 20_000;
  private static final int RING_SLOTS = 1024;
  private static final int[] LATENCIES = {40, 90, 60, 200, 20, 70};
  private static final int MOST_SIZE_BITS = 12;

  private final Random random = new Random(1);

  @Override
  public void run(RtlDut dut) {
    Manifest manifest = dut.manifest();
    if (!manifest.reset().isEmpty()) {
      dut.signal(manifest.reset()).set(1);
      dut.step(4);
      dut.signal(manifest.reset()).set(0);
    }
    Map<Manifest.Stream, Ring> rings = attach(dut);
    List<String> answered = answer(dut, rings);
    long end = dut.cycle() + CYCLES;
    while (dut.cycle() < end) {
      rings.forEach(
          (stream, ring) -> {
            if (!stream.direction().equals("input") || answered.contains(stream.name())) {
              drain(ring);
            } else {
              fill(stream, ring);
            }
          });
      dut.streams().run(RING_SLOTS / 2);
      dut.step();
    }
  }

  private static Map<Manifest.Stream, Ring> attach(RtlDut dut) {
    Map<Manifest.Stream, Ring> rings = new LinkedHashMap<>();
    for (Manifest.Stream stream : dut.manifest().streams()) {
      rings.put(stream, dut.streams().attach(stream.name(), RING_SLOTS));
    }
    return rings;
  }

  /** Lets every input stream answer the first output stream that has all of its fields. */
  private static List<String> answer(RtlDut dut, Map<Manifest.Stream, Ring> rings) {
    List<String> answered = new ArrayList<>();
    for (Manifest.Stream response : rings.keySet()) {
      for (Manifest.Stream request : rings.keySet()) {
        if (response.direction().equals("input")
            && request.direction().equals("output")
            && !answered.contains(response.name())
            && RecordCopy.isAnswer(request, response)) {
          dut.streams()
              .respond(new Responder(request.name(), response.name(), LATENCIES, new BitSet()));
          answered.add(response.name());
        }
      }
    }
    return answered;
  }

  private static void drain(Ring ring) {
    while (!ring.isEmpty()) {
      ring.take();
    }
  }

  private void fill(Manifest.Stream stream, Ring ring) {
    while (!ring.isFull()) {
      int at = ring.recordAt(ring.filled());
      for (Manifest.Field field : stream.fields()) {
        put(ring.memory(), at + field.offsetBytes(), field);
      }
      ring.fill(0);
    }
  }

  /** Flags are mostly set, 17 to 32 bits look like a size, the rest is anything. */
  private void put(ByteBuffer memory, int at, Manifest.Field field) {
    for (int i = 0; i < field.sizeBytes(); i++) {
      memory.put(at + i, (byte) 0);
    }
    int bits = field.widthBits();
    if (bits == 1) {
      memory.put(at, (byte) (random.nextInt(8) == 0 ? 0 : 1));
      return;
    }
    int used = bits > 16 && bits <= 32 ? Math.min(bits, 1 + random.nextInt(MOST_SIZE_BITS)) : bits;
    for (int bit = 0; bit < used; bit += 8) {
      int here = Math.min(8, used - bit);
      memory.put(at + bit / 8, (byte) random.nextInt(1 << here));
    }
  }
}
