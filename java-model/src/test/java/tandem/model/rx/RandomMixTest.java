package tandem.model.rx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tandem.model.record.ControlEvent;
import tandem.model.workload.Frames;

/** Mixtures of everything under random configurations, judged by the invariant checker. */
class RandomMixTest {
  private static final long SEED = 42;

  @ParameterizedTest
  @EnumSource(Profile.class)
  void shouldHoldTheInvariantsForMixturesOfEverything(Profile profile) {
    Random random = new Random(SEED + profile.code());
    for (int round = 0; round < 120; round++) {
      ReceiveConfig config = random(ReceiveConfig.of(profile), random);
      mix(config, random, 1 + random.nextInt(40), 500);
    }
  }

  @Test
  void shouldHoldTheInvariantsWithIsles() {
    Random random = new Random(SEED);
    ReceiveConfig isles = ReceiveConfig.of(Profile.TTO).with("outOfOrder", 1);
    long joins = 0;
    for (int round = 0; round < 200; round++) {
      Map<String, Long> limits =
          Map.of(
              "isles", 1L + random.nextInt(8),
              "isleSegments", 1L + random.nextInt(10),
              "isleBuffers", (long) random.nextInt(60),
              "isleOverflow", (long) random.nextInt(2),
              "pshRule", (long) random.nextInt(2));
      Bench bench = mix(random(isles.with(limits), random), random, 1 + random.nextInt(8), 500);
      joins += bench.counter("isleJoins");
    }
    assertTrue(joins > 500, "joins=" + joins);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bulk1_v4", "bulk4_v6", "lossy4_v4", "rpc16_v4"})
  void shouldHoldTheInvariantsForTheCaptures(String name) {
    for (Profile profile : Profile.values()) {
      for (int isles = 0; isles < (profile == Profile.LINUX_GRO ? 1 : 2); isles++) {
        ReceiveConfig config =
            ReceiveConfig.of(profile).with("outOfOrder", isles).with("timerCycles", 250 * 200);
        Bench bench = new Bench(config);
        for (Captures.Frame frame : Captures.frames(name)) {
          bench.receive(frame.bytes(), frame.cycle());
        }
        bench.finish();
        System.out.printf(
            Locale.ROOT,
            "%s, %s%s: %d frames, %.2f segments per aggregate, %d joins%n",
            name,
            profile.label(),
            isles == 1 ? " with isles" : "",
            bench.counter("frames"),
            bench.path.counters().segmentsPerAggregate(),
            bench.counter("isleJoins"));
      }
    }
  }

  @Test
  void shouldGiveTheSameTwice() {
    String[] stories = new String[2];
    for (int i = 0; i < 2; i++) {
      stories[i] = mix(ReceiveConfig.of(Profile.TTO), new Random(SEED), 20, 2000).story();
    }
    assertEquals(stories[0], stories[1]);
  }

  /** Changes about a third of what may be changed in any profile. */
  private static ReceiveConfig random(ReceiveConfig config, Random random) {
    Map<String, Long> changes = new LinkedHashMap<>();
    changes.put("timerCycles", 1L + random.nextInt(3000));
    changes.put("maxSegments", 1L + random.nextInt(20));
    changes.put("maxBytes", 576L + random.nextInt(10000));
    changes.put("flushEvery", 1L + random.nextInt(200));
    changes.put("maxAggregates", 1L + random.nextInt(10));
    changes.put("guestQuota", 4L);
    changes.put("timestampMode", 1L);
    changes.put("timestampRule", 0L);
    changes.put("holeRule", 1L);
    changes.put("ceRule", 0L);
    changes.put("dupAckThreshold", (long) random.nextInt(4));
    changes.put("pureAckRule", 1L);
    changes.put("ackThreshold", 1L);
    changes.put("minStartBytes", 64L);
    changes.values().removeIf(value -> random.nextInt(3) != 0);
    changes.put("flowEntries", 8L << random.nextInt(4));
    changes.put("flowWays", 1L << random.nextInt(4));
    return config.with(changes);
  }

  private static Bench mix(ReceiveConfig config, Random random, int flows, int frames) {
    Bench bench = new Bench(config);
    int[] next = new int[flows];
    List<byte[]> delayed = new ArrayList<>();
    List<Integer> delayedGuests = new ArrayList<>();
    long cycle = 0;
    for (int i = 0; i < frames; i++) {
      cycle += random.nextInt(20);
      int flow = random.nextInt(flows);
      byte[] frame = frame(random, flow, next);
      int chance = random.nextInt(100);
      if (chance < 5) {
        delayed.add(frame);
        delayedGuests.add(flow % 3);
      } else if (chance < 95) {
        bench.receive(frame, cycle, flow % 3);
      }
      if (chance >= 5 && chance < 10) {
        bench.receive(frame, cycle, flow % 3);
      }
      if (!delayed.isEmpty() && random.nextInt(6) == 0) {
        bench.receive(delayed.remove(0), cycle, delayedGuests.remove(0));
      }
      if (random.nextInt(150) == 0) {
        ControlEvent.Op[] ops = ControlEvent.Op.values();
        bench.control(ops[random.nextInt(5)], random.nextInt(3));
      }
    }
    bench.finish();
    return bench;
  }

  private static byte[] frame(Random random, int flow, int[] next) {
    int bytes = random.nextInt(8) == 0 ? random.nextInt(200) : 100;
    Frames frame =
        Frames.tcp()
            .ports(flow, 80)
            .sequence(-1000 + next[flow])
            .payload(bytes)
            .identification(next[flow] / 100);
    if (flow % 2 == 1) {
      frame.v6();
    }
    if (flow % 4 > 1) {
      frame.timestamp(next[flow] / 300 - 3, 5);
    }
    int jump = random.nextInt(30);
    if (jump == 0) {
      frame.sequence(-1000 + next[flow] + random.nextInt(400) - 200);
    } else {
      next[flow] += bytes;
    }
    if (random.nextInt(6) == 0) {
      disturb(frame, random);
    }
    return frame.bytes();
  }

  private static void disturb(Frames frame, Random random) {
    switch (random.nextInt(18)) {
      case 0, 1, 2 -> frame.flags(Frames.ACK | Frames.PSH);
      case 3 -> frame.flags(random.nextInt(256));
      case 4 -> frame.payload(0);
      case 5 -> frame.window(random.nextInt(3));
      case 6 -> frame.ack(500 + random.nextInt(3));
      case 7 -> frame.trafficClass(random.nextInt(256));
      case 8 -> frame.hopLimit(60 + random.nextInt(4));
      case 9 -> frame.badTcpChecksum();
      case 10 -> frame.trailer(random.nextInt(10));
      case 11 -> frame.options(2, 4, 1, 1);
      case 12 -> frame.options(1, 1, 5, 10, 0, 0, 0, 1, 0, 0, 0, 2);
      case 13 -> frame.fragment(random.nextInt(0x10000));
      case 14 -> frame.ipOptions(1, 1, 1, 0);
      case 15 -> frame.tag(0x8100, random.nextInt(0x10000) & 0xE001);
      case 16 -> frame.extension(60, 6, 0, 1, 4, 0, 0, 0, 0);
      default -> frame.reserved(1);
    }
  }
}
