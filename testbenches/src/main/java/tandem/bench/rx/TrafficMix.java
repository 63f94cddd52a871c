package tandem.bench.rx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import tandem.cosim.rx.ControlBeat;
import tandem.cosim.rx.WireFrame;
import tandem.model.record.ControlEvent;
import tandem.model.record.ControlEvent.Op;
import tandem.model.rx.Parser;
import tandem.model.rx.ReceiveConfig;
import tandem.model.workload.Frames;

/**
 * Segments of many flows as they come over a bad network: lost, late, twice, overlapping, broken,
 * with every flag and option; other frames among them, and events of the card.
 */
final class TrafficMix {
  private static final int[] SIZES = {1, 6, 100, 100, 100, 536, 1448};
  private static final int JUMBO_BYTES = 8948;
  private static final int RANDOM_FRAME_BYTES = 200;

  private final Random random;
  private final List<TestFlow> flows = new ArrayList<>();
  private final List<WireFrame> frames = new ArrayList<>();
  private final List<ControlBeat> events = new ArrayList<>();
  private final List<WireFrame> late = new ArrayList<>();
  private final List<Integer> emptyGuests = new ArrayList<>();
  private final int gapCycles;
  private final int badPerMille;
  private final int eventsPerMille;
  private long cycle;

  /**
   * @param flowCount how many flows there are
   * @param gapCycles most cycles between two frames
   * @param badPerMille how many of a thousand segments something happens to
   * @param eventsPerMille control events among a thousand frames
   */
  TrafficMix(Random random, int flowCount, int gapCycles, int badPerMille, int eventsPerMille) {
    this.random = random;
    this.gapCycles = gapCycles;
    this.badPerMille = badPerMille;
    this.eventsPerMille = eventsPerMille;
    for (int flow = 0; flow < flowCount; flow++) {
      flows.add(TestFlow.any(flow, random));
    }
  }

  /** Adds at least that many frames, in bursts of single flows. */
  TrafficMix add(int count) {
    for (int end = frames.size() + count; frames.size() < end; ) {
      TestFlow flow = flows.get(random.nextInt(flows.size()));
      int bytes = SIZES[random.nextInt(SIZES.length)];
      for (int burst = random.nextInt(6); burst >= 0; burst--) {
        step(flow, bytes);
      }
    }
    return this;
  }

  List<WireFrame> frames() {
    return frames;
  }

  List<ControlBeat> events() {
    return events;
  }

  private void step(TestFlow flow, int usualBytes) {
    int bytes = random.nextInt(400) == 0 ? JUMBO_BYTES : usualBytes;
    if (random.nextInt(1000) >= badPerMille) {
      send(flow, flow.next(bytes).bytes());
    } else {
      misfortune(flow, bytes);
    }
    if (!late.isEmpty() && random.nextInt(8) == 0) {
      WireFrame frame = late.remove(random.nextInt(late.size()));
      arrive(frame.guest(), frame.bytes());
    }
    if (random.nextInt(1000) < eventsPerMille) {
      event(flow);
    }
    if (!emptyGuests.isEmpty() && random.nextInt(8) == 0) {
      giveBuffersBack();
    }
  }

  private void misfortune(TestFlow flow, int bytes) {
    switch (random.nextInt(10)) {
      case 0 -> flow.skip(bytes);
      case 1 -> late.add(new WireFrame(0, flow.guest(), 0, flow.next(bytes).bytes()));
      case 2 -> {
        byte[] twice = flow.next(bytes).bytes();
        send(flow, twice);
        send(flow, twice);
      }
      case 3 -> send(flow, flow.at(random.nextInt(400) - 200, bytes).bytes());
      case 4 -> send(flow, flow.at(0, 0).window(500 + random.nextInt(3)).bytes());
      case 5 -> {
        flow.acknowledge(random.nextInt(3000) - 200);
        send(flow, flow.next(bytes).bytes());
      }
      case 6 -> send(flow, changed(flow.next(bytes).bytes()));
      case 7 -> send(flow, other());
      default -> send(flow, disturbed(flow.next(bytes)).bytes());
    }
  }

  private Frames disturbed(Frames segment) {
    Disturbance[] all = Disturbance.values();
    for (int more = random.nextInt(3); more >= 0; more -= 2) {
      all[random.nextInt(all.length)].apply(segment);
    }
    if (random.nextInt(8) == 0) {
      segment.flags(random.nextInt(256));
    }
    return segment;
  }

  /** A frame with some bytes changed, or cut off. */
  private byte[] changed(byte[] frame) {
    for (int changes = random.nextInt(3); changes > 0; changes--) {
      frame[random.nextInt(Math.min(frame.length, 120))] ^= (byte) (1 << random.nextInt(8));
    }
    return random.nextInt(3) == 0 ? Arrays.copyOf(frame, 1 + random.nextInt(frame.length)) : frame;
  }

  /** ARP, or bytes that are no frame at all. */
  private byte[] other() {
    byte[] bytes = new byte[1 + random.nextInt(RANDOM_FRAME_BYTES)];
    random.nextBytes(bytes);
    if (bytes.length > 13 && random.nextBoolean()) {
      bytes[12] = 8;
      bytes[13] = 6;
    }
    return bytes;
  }

  private void send(TestFlow flow, byte[] frame) {
    arrive(flow.guest(), frame);
  }

  private void arrive(int guest, byte[] frame) {
    cycle += gapCycles == 0 ? 0 : random.nextInt(gapCycles + 1);
    frames.add(new WireFrame(cycle, guest, cycle, frame));
  }

  private void event(TestFlow flow) {
    Op op = Op.values()[random.nextInt(Op.values().length)];
    byte[] frame = flow.at(0, 1).bytes();
    ControlEvent event =
        ControlEvent.ofFlow(
            op,
            frames.size(),
            cycle,
            new Parser(ReceiveConfig.DEFAULTS).parse(frame, flow.guest(), cycle),
            random.nextInt(1 << 16));
    events.add(
        ControlBeat.of(
            event.withTransmit(random.nextInt(), random.nextInt(), random.nextInt(1 << 16))));
    if (op == Op.BUFFERS_EMPTY) {
      emptyGuests.add(flow.guest());
    }
  }

  /** Guests do not stay without buffers for ever. */
  private void giveBuffersBack() {
    int guest = emptyGuests.remove(0);
    events.add(ControlBeat.of(ControlEvent.of(Op.BUFFERS_BACK, frames.size(), cycle, guest)));
  }
}
