package tandem.bench.rx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tandem.bench.BrokenRecord;
import tandem.cosim.check.Mismatch;
import tandem.cosim.rx.WireFrame;
import tandem.cosim.stream.Beat;
import tandem.cosim.stream.RunLog;
import tandem.cosim.stream.RunLog.StreamLog;
import tandem.model.record.FrameBeat;
import tandem.model.record.HostRun;
import tandem.model.rx.Profile;
import tandem.model.rx.ReceiveConfig;

/**
 * The checker of the receive path is made to fail; that each field of each stream and each counter
 * is looked at, the self-test of all blocks shows. Here: the stage that is named, and rules.
 */
class ReceiveSelfTest {
  private static final ReceiveConfig TTO =
      ReceiveConfig.of(Profile.TTO).with(Map.of("timeSource", 1L, "timerCycles", 250_000L));
  private static final int FRAMES = 400;

  /** What is wrong on a stream is said of the stage that gives it, or is offered it. */
  @ParameterizedTest
  @CsvSource({
    "in, data, Parser",
    "control, time, Parser",
    "segment, hopLimit, Parser",
    "run, endReason, SegmentCoalescer",
    "place, sequence, SegmentCoalescer",
    "payload, lane, PayloadStream",
    "out, totalBytes, HeaderBuilder",
    "out, run, HeaderBuilder"
  })
  void shouldNameTheStage(String stream, String field, String stage) {
    CheckedPath path = CheckedPath.run(TTO, CaptureFrames.of("lossy4_v4.pcap", FRAMES));
    Mismatch m = broken(path, stream, path.log().streams().get(stream), field);
    assertEquals(stage, m.stage(), m::toString);
    assertEquals(List.of(field), m.differing());
  }

  private static <R extends Record> Mismatch broken(
      CheckedPath path, String stream, StreamLog<R> log, String field) {
    List<Beat<R>> beats = new ArrayList<>(log.beats());
    int last = beats.size() - 1;
    Beat<R> beat = beats.get(last);
    R other = BrokenRecord.of(beat.record(), field).orElseThrow();
    beats.set(last, new Beat<>(other, beat.offeredCycle(), beat.cycle()));
    RunLog wrong = path.log().with(stream, log.type(), beats);
    return path.with(wrong).mismatch(TTO).orElseThrow();
  }

  /** A path with one rule that is not the one of the model. */
  @ParameterizedTest(name = "{0}={1}")
  @CsvSource({
    "pshRule, 0, SegmentCoalescer",
    "timerCycles, 249999, SegmentCoalescer",
    "timerCycles, 0, SegmentCoalescer",
    "maxSegments, 3, SegmentCoalescer",
    "maxBytes, 4000, SegmentCoalescer",
    "minStartBytes, 2000, SegmentCoalescer",
    "flushEvery, 16, SegmentCoalescer",
    "holeRule, 1, SegmentCoalescer",
    "behindRule, 1, SegmentCoalescer",
    "allocOnSyn, 0, SegmentCoalescer",
    "checksumMode, 1, HeaderBuilder",
    "maxAggregates, 1, SegmentCoalescer",
    "outOfOrder, 1, SegmentCoalescer",
    "collect, 1, PayloadStream",
    "enable, 0, SegmentCoalescer"
  })
  void shouldNoticeAWrongRule(String register, long value, String stage) {
    ReceiveConfig model = TTO.with(Map.of("flowEntries", 8L, "flowWays", 1L));
    List<WireFrame> frames = CaptureFrames.of("lossy4_v4.pcap", 1000);
    CheckedPath right = CheckedPath.run(model, frames);
    assertEquals(Optional.empty(), right.mismatch(model));
    Mismatch m = CheckedPath.run(model.with(register, value), frames).mismatch(model).orElseThrow();
    assertEquals(stage, m.stage(), m::toString);
    assertFalse(m.differing().isEmpty());
  }

  @Test
  void shouldSayThatTheRtlHangs() {
    CheckedPath path = CheckedPath.run(TTO, CaptureFrames.of("lossy4_v4.pcap", FRAMES));
    RunLog log = path.log();
    List<Beat<FrameBeat>> begin = log.beats("in", FrameBeat.class).subList(0, 9);
    RunLog hangs = log.with("in", FrameBeat.class, begin).with("out", HostRun.class, List.of());
    assertEquals("Parser", path.with(hangs).mismatch(TTO).orElseThrow().stage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"bulk1_v4", "bulk4_v6", "lossy4_v4", "rpc16_v4"})
  void shouldAcceptWhatIsRight(String capture) {
    List<WireFrame> frames = CaptureFrames.of(capture + ".pcap", Integer.MAX_VALUE);
    for (Profile profile : Profile.values()) {
      for (Map<String, Long> settings :
          List.of(
              Map.of("timeSource", 0L, "timerCycles", 400L),
              Map.of("timeSource", 1L, "collect", 1L),
              Map.of("flushEvery", 16L, "checksumMode", 0L))) {
        ReceiveConfig config = ReceiveConfig.of(profile).with(settings);
        assertEquals(Optional.empty(), CheckedPath.run(config, frames).mismatch(config));
      }
    }
    ReceiveConfig isles = TTO.with("outOfOrder", 1);
    assertEquals(Optional.empty(), CheckedPath.run(isles, frames).mismatch(isles));
  }
}
