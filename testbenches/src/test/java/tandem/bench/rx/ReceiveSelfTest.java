package tandem.bench.rx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tandem.cosim.check.Mismatch;
import tandem.cosim.check.MismatchException;
import tandem.cosim.receive.ReceiveChecker;
import tandem.cosim.receive.ReceiveLog;
import tandem.cosim.receive.WireFrame;
import tandem.cosim.stream.Beat;
import tandem.model.record.ByteString;
import tandem.model.record.HostRun;
import tandem.model.record.PayloadBeat;
import tandem.model.record.RunKind;
import tandem.model.record.SegmentPlace;
import tandem.model.rx.Profile;
import tandem.model.rx.ReceiveConfig;

/**
 * The checker of the receive path is made to fail: each way of breaking a path must be noticed, at
 * the right stage and in the right field.
 */
class ReceiveSelfTest {
  private static final ReceiveConfig TTO =
      ReceiveConfig.of(Profile.TTO).with(Map.of("timeSource", 1L, "timerCycles", 250_000L));
  private static final int FRAMES = 400;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run",
        "kind",
        "guest",
        "path",
        "queue",
        "entry",
        "tracked",
        "totalBytes",
        "headerBytes",
        "segments",
        "pureAcks",
        "dupAcks",
        "timestampDelta",
        "endReason",
        "outOfOrder",
        "checksumStatus",
        "checksumValid",
        "openCycle",
        "closeCycle",
        "sequence",
        "payloadBytes",
        "transmitValid",
        "transmitSequence",
        "transmitAcknowledgment",
        "transmitWindow",
        "header"
      })
  void shouldNoticeAWrongFieldOfAUnit(String field) {
    CheckedPath path = lossy();
    ReceiveLog log = path.log();
    Mismatch m =
        mismatch(
            path.with(
                log(
                    log,
                    log.place(),
                    log.payload(),
                    broken(
                        log.out(), field, r -> r.kind() == RunKind.AGGREGATE && r.segments() > 1))),
            TTO);
    boolean isHeader =
        List.of("header", "headerBytes", "totalBytes", "checksumValid").contains(field);
    assertEquals(
        isHeader ? ReceiveChecker.STAGE_HEADER : ReceiveChecker.STAGE_COALESCER, m.stage());
    assertEquals(List.of(field), m.differing());
  }

  @ParameterizedTest
  @ValueSource(strings = {"op", "frame", "run", "other", "sequence", "bytes"})
  void shouldNoticeAWrongPlace(String field) {
    CheckedPath path = lossy();
    ReceiveLog log = path.log();
    Mismatch m =
        mismatch(
            path.with(
                log(
                    log,
                    broken(log.place(), field, r -> r.frame() == 77),
                    log.payload(),
                    log.out())),
            TTO);
    assertEquals(ReceiveChecker.STAGE_COALESCER, m.stage());
    assertEquals(List.of(field), m.differing());
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "sequence", "lane", "last", "data"})
  void shouldNoticeAWrongBeatOfPayload(String field) {
    CheckedPath path = lossy();
    ReceiveLog log = path.log();
    Mismatch m =
        mismatch(
            path.with(
                log(log, log.place(), broken(log.payload(), field, r -> r.lane() > 1), log.out())),
            TTO);
    assertEquals(ReceiveChecker.STAGE_PAYLOAD, m.stage());
    assertEquals(List.of(field), m.differing());
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
    right.check(model);
    Mismatch m = mismatch(CheckedPath.run(model.with(register, value), frames), model);
    assertEquals(stage, m.stage(), m::toString);
    assertTrue(!m.differing().isEmpty());
  }

  @Test
  void shouldNoticeWhatIsMissingTooMuchOrOutOfOrder() {
    CheckedPath path = lossy();
    ReceiveLog log = path.log();
    List<Beat<HostRun>> missing = new ArrayList<>(log.out());
    missing.remove(missing.size() - 1);
    List<Beat<HostRun>> twice = new ArrayList<>(log.out());
    twice.add(twice.get(5));
    List<Beat<HostRun>> swapped = new ArrayList<>(log.out());
    swapped.set(5, log.out().get(6));
    swapped.set(6, log.out().get(5));
    for (List<Beat<HostRun>> out : List.of(missing, twice, swapped)) {
      Mismatch m = mismatch(path.with(log(log, log.place(), log.payload(), out)), TTO);
      assertEquals(ReceiveChecker.STAGE_COALESCER, m.stage());
    }
    ReceiveLog hangs =
        new ReceiveLog(
            0,
            0,
            0,
            log.in().subList(0, 9),
            log.control(),
            log.place(),
            log.payload(),
            log.out(),
            log.counters());
    assertEquals(ReceiveChecker.STAGE_IN, mismatch(path.with(hangs), TTO).stage());
  }

  @Test
  void shouldNoticeEveryWrongCounter() {
    CheckedPath path = lossy();
    ReceiveLog log = path.log();
    assertTrue(log.counters().size() > 100, "all counters of the contract");
    for (String name : log.counters().keySet()) {
      Map<String, Long> counters = new HashMap<>(log.counters());
      counters.merge(name, 1L, Long::sum);
      ReceiveLog wrong =
          new ReceiveLog(
              0, 0, 0, log.in(), log.control(), log.place(), log.payload(), log.out(), counters);
      Mismatch m = mismatch(path.with(wrong), TTO);
      assertEquals(ReceiveChecker.STAGE_COUNTERS, m.stage());
      assertEquals(List.of(name), m.differing());
    }
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
        CheckedPath.run(config, frames).check(config);
      }
    }
    ReceiveConfig isles = TTO.with("outOfOrder", 1);
    CheckedPath.run(isles, frames).check(isles);
  }

  private static CheckedPath lossy() {
    CheckedPath path = CheckedPath.run(TTO, CaptureFrames.of("lossy4_v4.pcap", FRAMES));
    path.check(TTO);
    return path;
  }

  private static Mismatch mismatch(CheckedPath path, ReceiveConfig config) {
    return assertThrows(MismatchException.class, () -> path.check(config)).mismatch();
  }

  static ReceiveLog log(
      ReceiveLog log,
      List<Beat<SegmentPlace>> place,
      List<Beat<PayloadBeat>> payload,
      List<Beat<HostRun>> out) {
    return new ReceiveLog(
        log.resetCycle(),
        log.startCycle(),
        log.endCycle(),
        log.in(),
        log.control(),
        place,
        payload,
        out,
        log.counters());
  }

  /** Changes one field of the first record that is meant. */
  static <R extends Record> List<Beat<R>> broken(
      List<Beat<R>> beats, String field, Predicate<R> which) {
    List<Beat<R>> copy = new ArrayList<>(beats);
    for (int i = 0; i < copy.size(); i++) {
      Beat<R> beat = copy.get(i);
      if (which.test(beat.record())) {
        copy.set(i, new Beat<>(changed(beat.record(), field), beat.offeredCycle(), beat.cycle()));
        return copy;
      }
    }
    throw new AssertionError("no such record");
  }

  @SuppressWarnings("unchecked") // a copy has the class of the original
  private static <R extends Record> R changed(R record, String field) {
    RecordComponent[] components = record.getClass().getRecordComponents();
    Object[] values = new Object[components.length];
    Class<?>[] types = new Class<?>[components.length];
    try {
      for (int i = 0; i < values.length; i++) {
        types[i] = components[i].getType();
        Object value = components[i].getAccessor().invoke(record);
        boolean meant = components[i].getName().equals(field);
        values[i] =
            value instanceof Record inner ? changed(inner, field) : meant ? other(value) : value;
      }
      return (R) record.getClass().getConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private static Object other(Object value) {
    if (value instanceof Integer number) {
      return number > 0 ? number - 1 : number + 1;
    }
    if (value instanceof Long number) {
      return number > 0 ? number - 1 : number + 1;
    }
    if (value instanceof Boolean bit) {
      return !bit;
    }
    if (value instanceof ByteString bytes) {
      byte[] array = bytes.toArray();
      array[array.length / 2] ^= 0x10;
      return ByteString.of(array);
    }
    Object[] all = value.getClass().getEnumConstants();
    return all[(((Enum<?>) value).ordinal() + 1) % all.length];
  }
}
