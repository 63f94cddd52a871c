package tandem.model.rx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static tandem.model.workload.Frames.nth;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tandem.model.record.FlowSegment;
import tandem.model.record.ParsedSegment;
import tandem.model.record.SegmentPlace;
import tandem.model.record.SegmentRun;

/** Frames handed on by batches are decided as if one by one. */
class BatchTest {
  private static final int FRAMES = 4000;
  private static final int FLOWS = 40;
  private static final ReceiveConfig TTO = ReceiveConfig.of(Profile.TTO);

  private static final class Told implements ReceiveOutput {
    final List<Record> records = new ArrayList<>();

    @Override
    public void found(FlowSegment segment) {
      records.add(segment);
    }

    @Override
    public void run(SegmentRun run) {
      records.add(run);
    }

    @Override
    public void place(SegmentPlace place) {
      records.add(place);
    }
  }

  @Test
  void shouldDecideABatchAsItsFramesOneByOne() {
    List<ReceiveConfig> configs =
        List.of(
            TTO,
            TTO.with("flowWays", 1),
            TTO.with(Map.of("flowEntries", 8L, "guestQuota", 3L)),
            ReceiveConfig.of(Profile.RSC).with("outOfOrder", 1),
            ReceiveConfig.of(Profile.LINUX_GRO).with("flushEvery", 16),
            TTO.with("enable", 0));
    for (ReceiveConfig config : configs) {
      compare(config);
    }
  }

  private static void compare(ReceiveConfig config) {
    List<byte[]> frames = frames(new Random(1));
    Told single = new Told();
    ReceivePath expected = new ReceivePath(config, single);
    for (int i = 0; i < FRAMES; i++) {
      expected.receive(frames.get(i), i);
    }
    Told batched = new Told();
    ReceivePath actual = new ReceivePath(config, batched);
    Random random = new Random(2);
    for (int i = 0; i < FRAMES; ) {
      ParsedSegment[] batch = new ParsedSegment[200];
      int count = Math.min(random.nextInt(batch.length), FRAMES - i);
      for (int j = 0; j < count; j++, i++) {
        batch[j] = actual.parse(frames.get(i), frames.get(i).length, 0, i);
      }
      actual.receive(batch, count);
    }
    for (int i = 0; i < Math.min(single.records.size(), batched.records.size()); i++) {
      assertEquals(single.records.get(i), batched.records.get(i), "record " + i);
    }
    assertEquals(single.records.size(), batched.records.size());
    assertEquals(expected.counters().toMap(), actual.counters().toMap());
  }

  /** Segments of many flows, some of them late by one, some without TCP. */
  private static List<byte[]> frames(Random random) {
    int[] next = new int[FLOWS];
    List<byte[]> frames = new ArrayList<>();
    for (int i = 0; i < FRAMES; i++) {
      int flow = random.nextInt(FLOWS);
      int index = random.nextInt(8) == 0 ? Math.max(0, next[flow] - 1) : next[flow]++;
      byte[] frame = nth(index, 100).ports(flow, 80).bytes();
      if (random.nextInt(50) == 0) {
        frame[12] = 0;
      }
      frames.add(frame);
    }
    return frames;
  }
}
