package tandem.bench.tx;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tandem.cosim.block.BlockRun;
import tandem.cosim.check.Mismatch;
import tandem.cosim.stream.Beat;
import tandem.cosim.stream.Offer;
import tandem.cosim.stream.RunLog;
import tandem.model.record.ActivityEvent;
import tandem.model.record.ByteString;
import tandem.model.record.CommandEvent;
import tandem.model.record.ConnectionCommand;
import tandem.model.record.ContextBeat;
import tandem.model.record.ContextLoad;
import tandem.model.record.ContextStore;
import tandem.model.record.ContextStored;
import tandem.model.record.IssueEvent;
import tandem.model.record.LoadedEvent;
import tandem.model.record.LookupEvent;
import tandem.model.record.PrefetchEvent;
import tandem.model.record.ReleaseEvent;
import tandem.model.record.WindowEvent;
import tandem.model.tx.WorkRequestConfig;

/**
 * What the RTL of the context cache did is falsified afterwards, each time in one place, in a way
 * that is of the cache; the checker must notice, by the right rule.
 */
class CacheTamperTest {
  private static BlockRun<WorkRequestConfig> commanded;

  @BeforeAll
  static void run() {
    commanded = CacheSelfTest.commanded();
    assertTrue(commanded.verdict().isAgreed(), () -> commanded.verdict().toString());
  }

  static Stream<Arguments> falsifications() {
    return Stream.of(
        falsified(
            "a load is asked for before the answer to the write-back",
            "WR-27, D8",
            CacheTamperTest::laterAnswer),
        falsified(
            "a load brings an old context", "WR-27: a load brings", CacheTamperTest::oldContext),
        falsified(
            "a byte nobody looks at changes on the way back",
            "WR-26: the context goes back",
            log -> withByte(log, 63)),
        falsified(
            "the consumer index goes back changed",
            "WR-26: the context goes back",
            log -> withByte(log, 20)),
        falsified(
            "the sequence number goes back changed",
            "WR-26: the context goes back",
            log -> withByte(log, 24)),
        falsified("a write-back is forgotten", "", CacheTamperTest::withoutAStore),
        falsified(
            "a context goes back that has not given way",
            "WR-26: a context goes back when",
            CacheTamperTest::storeOfAnother),
        falsified(
            "the lines of a write-back change places",
            "the lines of a write-back",
            CacheTamperTest::otherOrder),
        falsified(
            "a load ends before its last line",
            "a load ends with its last line",
            log -> with(log, "loadedEvent", LoadedEvent.class, beats -> earlier(beats, 7))),
        falsified(
            "a command takes effect while requests are under way",
            "",
            CacheTamperTest::earlierCommand),
        falsified(
            "a request is missing among those that left",
            "",
            log -> with(log, "issueEvent", IssueEvent.class, CacheTamperTest::withoutOne)),
        falsified(
            "requests of two batches change places",
            "",
            log -> with(log, "issueEvent", IssueEvent.class, CacheTamperTest::swappedBatches)),
        falsified(
            "a release is not reported",
            "a release is reported in the cycle in which it is taken",
            log -> with(log, "releaseEvent", ReleaseEvent.class, CacheTamperTest::withoutOne)),
        falsified(
            "a release is reported too late",
            "a release is reported in the cycle in which it is taken",
            log -> with(log, "releaseEvent", ReleaseEvent.class, beats -> earlier(beats, 7, -1))),
        falsified(
            "a prefetch is not reported",
            "",
            log -> with(log, "prefetchEvent", PrefetchEvent.class, CacheTamperTest::withoutOne)),
        falsified(
            "a victim is chosen without asking",
            "WR-26: under LOOKAHEAD",
            log -> with(log, "windowEvent", WindowEvent.class, CacheTamperTest::withoutLast)),
        falsified(
            "a candidate is looked at before an older one",
            "D27, D35",
            CacheTamperTest::withoutFirstOfTwo),
        falsified(
            "nothing is counted of a look-up",
            "D35: what happens is counted",
            log -> with(log, "activityEvent", ActivityEvent.class, CacheTamperTest::withoutOne)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("falsifications")
  void shouldNotice(String what, String rule, UnaryOperator<RunLog> falsify) {
    Mismatch mismatch = CacheSelfTest.noticed(commanded.with(falsify.apply(commanded.log())));
    assertTrue(mismatch.rule().startsWith(rule), mismatch::toString);
  }

  private static Arguments falsified(String what, String rule, UnaryOperator<RunLog> falsify) {
    return Arguments.of(what, rule, falsify);
  }

  private static <R extends Record> RunLog with(
      RunLog log, String stream, Class<R> type, UnaryOperator<List<Beat<R>>> change) {
    return log.with(stream, type, change.apply(log.beats(stream, type)));
  }

  private static List<Beat<ContextStore>> stores(RunLog log) {
    return log.beats("contextStore", ContextStore.class);
  }

  /** Moves the answer to a write-back behind the next load of the same connection. */
  private static RunLog laterAnswer(RunLog log) {
    List<Beat<ContextStored>> answers = log.beats("contextStored", ContextStored.class);
    for (int i = 0; i < answers.size(); i++) {
      Beat<ContextStored> answer = answers.get(i);
      long address =
          last(
                  stores(log),
                  s ->
                      s.cycle() < answer.cycle()
                          && s.record().storeSlot() == answer.record().storeSlot())
              .record()
              .address();
      for (Beat<ContextLoad> load : log.beats("contextLoad", ContextLoad.class)) {
        if (load.record().address() == address && load.cycle() == answer.cycle() + 1) {
          long cycle = load.cycle() + 1;
          Beat<ContextStored> later = new Beat<>(answer.record(), cycle, cycle);
          return log.with(
              "contextStored", ContextStored.class, CacheSelfTest.changed(answers, i, later));
        }
      }
    }
    throw new AssertionError("no load waited for a write-back");
  }

  /** The line that the agent gives is not the one that was written back. */
  private static RunLog oldContext(RunLog log) {
    List<Beat<ContextBeat>> lines = log.beats("contextBeat", ContextBeat.class);
    for (int i = lines.size() - 1; i >= 0; i--) {
      Beat<ContextBeat> beat = lines.get(i);
      if (beat.record().beat() == 0) {
        byte[] bytes = beat.record().data().toArray();
        bytes[20]--;
        ContextBeat older =
            new ContextBeat(beat.record().slot(), 0, false, ByteString.owning(bytes));
        return offered(
            log,
            "contextBeat",
            ContextBeat.class,
            CacheSelfTest.changed(lines, i, new Beat<>(older, beat.offeredCycle(), beat.cycle())));
      }
    }
    throw new AssertionError("nothing was loaded");
  }

  /** What is taken, offered too: the agent is the one who errs. */
  private static <R extends Record> RunLog offered(
      RunLog log, String stream, Class<R> type, List<Beat<R>> beats) {
    List<Offer<R>> offers = beats.stream().map(b -> new Offer<>(0, b.record())).toList();
    Map<String, RunLog.StreamLog<?>> streams = new LinkedHashMap<>(log.streams());
    streams.put(stream, new RunLog.StreamLog<>(type, true, beats, offers));
    return new RunLog(log.resetCycle(), log.startCycle(), log.endCycle(), streams, log.counters());
  }

  private static RunLog withByte(RunLog log, int number) {
    Beat<ContextStore> beat = stores(log).get(12);
    byte[] bytes = beat.record().data().toArray();
    bytes[number] ^= 1;
    return withStore(log, 12, beat.record().address(), ByteString.owning(bytes), 0);
  }

  private static RunLog otherOrder(RunLog log) {
    ContextStore store = stores(log).get(9).record();
    return withStore(log, 9, store.address(), store.data(), store.beat() ^ 1);
  }

  private static RunLog storeOfAnother(RunLog log) {
    ContextStore store = stores(log).get(16).record();
    return withStore(log, 16, store.address() + 0x100, store.data(), store.beat());
  }

  private static RunLog withStore(RunLog log, int number, long address, ByteString data, int line) {
    Beat<ContextStore> beat = stores(log).get(number);
    ContextStore store = new ContextStore(address, beat.record().storeSlot(), line, data);
    return log.with(
        "contextStore",
        ContextStore.class,
        CacheSelfTest.changed(
            stores(log), number, new Beat<>(store, beat.offeredCycle(), beat.cycle())));
  }

  /** A context that does not go back, and is not answered. */
  private static RunLog withoutAStore(RunLog log) {
    List<Beat<ContextStore>> rest = new ArrayList<>(stores(log));
    List<Beat<ContextStore>> lines = rest.subList(20, 24);
    int slot = lines.get(0).record().storeSlot();
    long cycle = lines.get(3).cycle();
    lines.clear();
    List<Beat<ContextStored>> answers =
        new ArrayList<>(log.beats("contextStored", ContextStored.class));
    answers.remove(
        answers.stream()
            .filter(a -> a.cycle() > cycle && a.record().storeSlot() == slot)
            .findFirst()
            .orElseThrow());
    return offered(
        log.with("contextStore", ContextStore.class, rest),
        "contextStored",
        ContextStored.class,
        answers);
  }

  private static <R extends Record> List<Beat<R>> earlier(List<Beat<R>> beats, int number) {
    return earlier(beats, number, 1);
  }

  private static <R extends Record> List<Beat<R>> earlier(
      List<Beat<R>> beats, int number, long cycles) {
    Beat<R> beat = beats.get(number);
    long cycle = beat.cycle() - cycles;
    return CacheSelfTest.changed(beats, number, new Beat<>(beat.record(), cycle, cycle));
  }

  /** Moves the effect of the command that waited longest to the cycle after it was taken. */
  private static RunLog earlierCommand(RunLog log) {
    List<Beat<ConnectionCommand>> taken = log.beats("command", ConnectionCommand.class);
    List<Beat<CommandEvent>> effects = log.beats("commandEvent", CommandEvent.class);
    int longest = 0;
    for (int i = 0; i < effects.size(); i++) {
      if (waited(taken, effects, i) > waited(taken, effects, longest)) {
        longest = i;
      }
    }
    return log.with(
        "commandEvent",
        CommandEvent.class,
        earlier(effects, longest, waited(taken, effects, longest) - 1));
  }

  private static long waited(
      List<? extends Beat<?>> taken, List<? extends Beat<?>> effects, int number) {
    return effects.get(number).cycle() - taken.get(number).cycle();
  }

  private static List<Beat<IssueEvent>> swappedBatches(List<Beat<IssueEvent>> issues) {
    for (int i = 100; i + 1 < issues.size(); i++) {
      Beat<IssueEvent> one = issues.get(i);
      Beat<IssueEvent> next = issues.get(i + 1);
      if (one.record().connection() != next.record().connection()) {
        List<Beat<IssueEvent>> swapped =
            CacheSelfTest.changed(issues, i, new Beat<>(next.record(), one.cycle(), one.cycle()));
        return CacheSelfTest.changed(
            swapped, i + 1, new Beat<>(one.record(), next.cycle(), next.cycle()));
      }
    }
    throw new AssertionError("one connection only");
  }

  /** Without the look at a candidate that gave way in the same cycle. */
  private static List<Beat<WindowEvent>> withoutLast(List<Beat<WindowEvent>> looks) {
    List<Beat<WindowEvent>> rest = new ArrayList<>(looks);
    for (int i = looks.size() / 2; i < looks.size(); i++) {
      Beat<WindowEvent> look = looks.get(i);
      boolean isAlone = looks.get(i - 1).cycle() < look.cycle() - 1;
      boolean gaveWay =
          commanded.log().beats("lookupEvent", LookupEvent.class).stream()
              .anyMatch(e -> e.cycle() == look.cycle() && e.record().victimValid());
      if (isAlone && gaveWay) {
        rest.remove(i);
        return rest;
      }
    }
    throw new AssertionError("every victim was looked for twice");
  }

  /** Without the look at the first of two candidates. */
  private static RunLog withoutFirstOfTwo(RunLog log) {
    List<Beat<WindowEvent>> looks = new ArrayList<>(log.beats("windowEvent", WindowEvent.class));
    for (int i = 1; i + 1 < looks.size(); i++) {
      Beat<WindowEvent> look = looks.get(i);
      Beat<WindowEvent> next = looks.get(i + 1);
      Beat<WindowEvent> before = looks.get(i - 1);
      boolean isFirst =
          before.cycle() < look.cycle() - 1
              && before.record().connection() != look.record().connection();
      boolean isSearch =
          next.cycle() == look.cycle() + 1
              && look.record().isHere()
              && look.record().connection() != next.record().connection();
      if (isFirst && isSearch) {
        looks.remove(i);
        return log.with("windowEvent", WindowEvent.class, looks);
      }
    }
    throw new AssertionError("no search had two candidates");
  }

  private static <R extends Record> List<Beat<R>> withoutOne(List<Beat<R>> beats) {
    List<Beat<R>> rest = new ArrayList<>(beats);
    rest.remove(beats.size() / 3);
    return rest;
  }

  private static <R extends Record> Beat<R> last(List<Beat<R>> beats, Predicate<Beat<R>> fits) {
    return beats.stream().filter(fits).reduce((a, b) -> b).orElseThrow();
  }
}
