package tandem.bench.tx;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tandem.bench.TestRtl;
import tandem.cosim.check.Mismatch;
import tandem.cosim.check.MismatchException;
import tandem.cosim.stream.Beat;
import tandem.cosim.stream.Offer;
import tandem.cosim.stream.TraceWindow;
import tandem.cosim.workrequest.CacheEventLog;
import tandem.cosim.workrequest.CacheHarness;
import tandem.cosim.workrequest.CacheHarness.Result;
import tandem.cosim.workrequest.CacheLog;
import tandem.cosim.workrequest.CacheModel;
import tandem.cosim.workrequest.CacheScenario;
import tandem.cosim.workrequest.ContextCacheChecker;
import tandem.cosim.workrequest.ExecutionSpec;
import tandem.cosim.workrequest.HostContextLog;
import tandem.cosim.workrequest.HostContextSpec;
import tandem.model.record.ByteString;
import tandem.model.record.CommandKind;
import tandem.model.record.ConnectionCommand;
import tandem.model.record.ContextBeat;
import tandem.model.record.ContextStore;
import tandem.model.record.ScheduledRequest;
import tandem.model.tx.WorkRequestConfig;

/** What the RTL did is falsified afterwards, each time in one place; the checker must notice. */
class CacheTamperTest {
  private static final int REQUESTS = 300;
  private static final int COMMANDS = 20;
  private static final int CONNECTIONS = 24;
  private static final long SEED = 3;

  private static CacheLog golden;
  private static WorkRequestConfig config;

  @BeforeAll
  static void run() {
    Map<String, Long> settings = new HashMap<>();
    settings.put("cacheEntries", 16L);
    settings.put("cacheWays", 4L);
    settings.put("connectionBits", 8L);
    settings.put("outstandingLoads", 6L);
    settings.put("parkedRequests", 12L);
    settings.put("outstandingStores", 3L);
    settings.put("prefetch", 3L);
    settings.put("replacement", 1L);
    Random random = new Random(12);
    ScheduledRequests.Mix mix = new ScheduledRequests.Mix(CONNECTIONS, 20, 4, 20, 5, 0);
    List<ScheduledRequest> requests = ScheduledRequests.random(random, REQUESTS, mix);
    List<Offer<ConnectionCommand>> commands = new ArrayList<>();
    for (int i = 0; i < COMMANDS; i++) {
      commands.add(
          new Offer<>(
              60L * i, new ConnectionCommand(CommandKind.INVALIDATE, random.nextInt(CONNECTIONS))));
    }
    Result result =
        new CacheHarness()
            .run(
                CacheScenario.of("tampered", settings, requests)
                    .withHints(ScheduledRequests.hints(random, requests, 3, CONNECTIONS), 50)
                    .withCommands(commands)
                    .withAgents(
                        new HostContextSpec(SEED, 20, 30, 2, 20, 10, 0, 0, 0),
                        new ExecutionSpec(4, 2, 3, 40, 20, 0)),
                TestRtl.generated(),
                TraceWindow.none());
    assertTrue(result.verdict().isAgreed(), () -> result.verdict().mismatch().toString());
    golden = result.log().orElseThrow();
    config = result.config();
  }

  @Test
  void shouldAgreeWithWhatTheRtlReallyDid() {
    check(golden);
  }

  static Stream<Arguments> falsifications() {
    return Stream.of(
        falsified(
            "a load is asked for before the answer to the write-back",
            "WR-27, D8",
            log -> withHost(log, CacheTamperTest::laterAnswer)),
        falsified(
            "a load brings an old context",
            "WR-27: a load brings",
            log -> withHost(log, CacheTamperTest::oldContext)),
        falsified(
            "a byte nobody looks at changes on the way back",
            "WR-26: the context goes back",
            log -> withHost(log, CacheTamperTest::otherByte)),
        falsified(
            "the lines of a write-back change places",
            "the lines of a write-back",
            log -> withHost(log, CacheTamperTest::otherOrder)),
        falsified(
            "a load ends before its last line",
            "a load ends with its last line",
            log -> withEvents(log, e -> replaced(e, 2, CacheTamperTest::earlierLoad))),
        falsified(
            "a command takes effect while requests are under way",
            "",
            log -> withEvents(log, e -> replaced(e, 3, CacheTamperTest::earlierCommand))),
        falsified(
            "a request is missing among those that left",
            "",
            log -> withEvents(log, e -> replaced(e, 6, CacheTamperTest::withoutOne))),
        falsified(
            "requests of two batches change places",
            "",
            log -> withEvents(log, e -> replaced(e, 6, CacheTamperTest::swappedBatches))),
        falsified(
            "a release is not reported",
            "",
            log -> withEvents(log, e -> replaced(e, 1, CacheTamperTest::withoutOne))),
        falsified(
            "a prefetch is not reported",
            "",
            log -> withEvents(log, e -> replaced(e, 5, CacheTamperTest::withoutOne))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("falsifications")
  void shouldNotice(String what, String rule, UnaryOperator<CacheLog> falsify) {
    MismatchException e =
        assertThrows(MismatchException.class, () -> check(falsify.apply(golden)), what);
    Mismatch mismatch = e.mismatch();
    assertTrue(mismatch.rule().startsWith(rule), mismatch::toString);
  }

  private static void check(CacheLog log) {
    new ContextCacheChecker(config, CacheModel.GOLDEN, log, SEED).check(REQUESTS, COMMANDS);
  }

  private static Arguments falsified(String what, String rule, UnaryOperator<CacheLog> falsify) {
    return Arguments.of(what, rule, falsify);
  }

  /** Moves the answer to a write-back behind the next load of the same connection. */
  private static HostContextLog laterAnswer(HostContextLog host) {
    for (int i = 0; i < host.stored().size(); i++) {
      var answer = host.stored().get(i);
      long address =
          last(
                  host.stores(),
                  s ->
                      s.cycle() < answer.cycle()
                          && s.record().storeSlot() == answer.record().storeSlot())
              .record()
              .address();
      for (var load : host.loads()) {
        if (load.record().address() == address && load.cycle() == answer.cycle() + 1) {
          long cycle = load.cycle() + 1;
          return new HostContextLog(
              host.loads(),
              host.beats(),
              host.stores(),
              changed(host.stored(), i, new Beat<>(answer.record(), cycle, cycle)));
        }
      }
    }
    throw new AssertionError("no load waited for a write-back");
  }

  private static HostContextLog oldContext(HostContextLog host) {
    for (int i = host.beats().size() - 1; i >= 0; i--) {
      Beat<ContextBeat> beat = host.beats().get(i);
      if (beat.record().beat() == 0) {
        byte[] bytes = beat.record().data().toArray();
        bytes[20]--;
        ContextBeat older =
            new ContextBeat(beat.record().slot(), 0, false, ByteString.owning(bytes));
        return new HostContextLog(
            host.loads(),
            changed(host.beats(), i, new Beat<>(older, beat.offeredCycle(), beat.cycle())),
            host.stores(),
            host.stored());
      }
    }
    throw new AssertionError("nothing was loaded");
  }

  private static HostContextLog otherByte(HostContextLog host) {
    Beat<ContextStore> beat = host.stores().get(11);
    byte[] bytes = beat.record().data().toArray();
    bytes[63] ^= 1;
    return withStore(host, 11, ByteString.owning(bytes), beat.record().beat());
  }

  private static HostContextLog otherOrder(HostContextLog host) {
    Beat<ContextStore> beat = host.stores().get(9);
    return withStore(host, 9, beat.record().data(), beat.record().beat() ^ 1);
  }

  private static HostContextLog withStore(
      HostContextLog host, int number, ByteString data, int line) {
    Beat<ContextStore> beat = host.stores().get(number);
    ContextStore store =
        new ContextStore(beat.record().address(), beat.record().storeSlot(), line, data);
    return new HostContextLog(
        host.loads(),
        host.beats(),
        changed(host.stores(), number, new Beat<>(store, beat.offeredCycle(), beat.cycle())),
        host.stored());
  }

  private static <R extends Record> List<Beat<R>> earlierLoad(List<Beat<R>> loads) {
    Beat<R> beat = loads.get(7);
    return changed(loads, 7, new Beat<>(beat.record(), beat.cycle() - 1, beat.cycle() - 1));
  }

  /** Moves the effect of the command that waited longest to the cycle after it was taken. */
  private static <R extends Record> List<Beat<R>> earlierCommand(List<Beat<R>> effects) {
    int longest = 0;
    for (int i = 0; i < effects.size(); i++) {
      if (waited(effects, i) > waited(effects, longest)) {
        longest = i;
      }
    }
    long cycle = golden.commands().get(longest).cycle() + 1;
    return changed(effects, longest, new Beat<>(effects.get(longest).record(), cycle, cycle));
  }

  private static long waited(List<? extends Beat<?>> effects, int number) {
    return effects.get(number).cycle() - golden.commands().get(number).cycle();
  }

  private static <R extends Record> List<Beat<R>> swappedBatches(List<Beat<R>> issues) {
    for (int i = 100; i + 1 < issues.size(); i++) {
      Beat<R> one = issues.get(i);
      Beat<R> next = issues.get(i + 1);
      if (!one.record().equals(next.record()) && !sameConnection(i)) {
        List<Beat<R>> swapped =
            changed(issues, i, new Beat<>(next.record(), one.cycle(), one.cycle()));
        return changed(swapped, i + 1, new Beat<>(one.record(), next.cycle(), next.cycle()));
      }
    }
    throw new AssertionError("one connection only");
  }

  private static boolean sameConnection(int number) {
    var issues = golden.events().issues();
    return issues.get(number).record().connection() == issues.get(number + 1).record().connection();
  }

  private static <R extends Record> List<Beat<R>> withoutOne(List<Beat<R>> beats) {
    List<Beat<R>> rest = new ArrayList<>(beats);
    rest.remove(beats.size() / 3);
    return rest;
  }

  private static <R extends Record> List<Beat<R>> changed(
      List<Beat<R>> beats, int number, Beat<R> beat) {
    List<Beat<R>> copy = new ArrayList<>(beats);
    copy.set(number, beat);
    return copy;
  }

  private static <R extends Record> Beat<R> last(List<Beat<R>> beats, Predicate<Beat<R>> fits) {
    return beats.stream().filter(fits).reduce((a, b) -> b).orElseThrow();
  }

  /** Changes one kind of events; kinds are numbered as in the contract, from 1. */
  private interface Change {
    <R extends Record> List<Beat<R>> apply(List<Beat<R>> beats);
  }

  private static CacheEventLog replaced(CacheEventLog e, int kind, Change change) {
    return new CacheEventLog(
        kind == 1 ? change.apply(e.releases()) : e.releases(),
        kind == 2 ? change.apply(e.loads()) : e.loads(),
        kind == 3 ? change.apply(e.commands()) : e.commands(),
        kind == 4 ? change.apply(e.lookups()) : e.lookups(),
        kind == 5 ? change.apply(e.prefetches()) : e.prefetches(),
        kind == 6 ? change.apply(e.issues()) : e.issues());
  }

  private static CacheLog withEvents(CacheLog log, UnaryOperator<CacheEventLog> change) {
    return with(log, log.host(), change.apply(log.events()));
  }

  private static CacheLog withHost(CacheLog log, UnaryOperator<HostContextLog> change) {
    return with(log, change.apply(log.host()), log.events());
  }

  private static CacheLog with(CacheLog log, HostContextLog host, CacheEventLog events) {
    return new CacheLog(
        log.startCycle(),
        log.endCycle(),
        log.scheduled(),
        log.hints(),
        log.inContext(),
        log.released(),
        log.commands(),
        log.acknowledges(),
        host,
        events,
        log.answers(),
        log.counted());
  }
}
