package tandem.bench.tx;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tandem.cosim.block.Scenario;
import tandem.cosim.regress.Bench;
import tandem.cosim.regress.BenchRun;
import tandem.cosim.regress.Suite;
import tandem.cosim.stream.Offer;
import tandem.cosim.stream.RunLog;
import tandem.cosim.tx.ContextCacheBlock;
import tandem.cosim.tx.ExecutionSpec;
import tandem.cosim.tx.HostContextSpec;
import tandem.model.record.CommandDone;
import tandem.model.record.CommandKind;
import tandem.model.record.ConnectionCommand;
import tandem.model.record.ContextStore;
import tandem.model.record.PrefetchHint;
import tandem.model.record.RequestInContext;
import tandem.model.record.ScheduledRequest;
import tandem.model.record.WorkStatus;

/** Every command to a connection in every state it can be in (WR-30). */
@AutoService(Bench.class)
public final class CacheCommandBench extends CacheBench {
  private static final int OF = 1;
  private static final int OTHER = 2;
  private static final int SEND = 0;
  private static final int READ = 2;
  private static final int ILLEGAL = 5;
  private static final int COMMAND_CYCLE = 300;
  private static final int LOAD_CYCLES = 40;
  private static final int STORE_CYCLES = 90;
  private static final int READ_CYCLES = 400;
  private static final int OTHERS = 8;

  /**
   * What is known of the connection when the command comes.
   *
   * @param writebacks its context written back on account of the command or before
   * @param status with which its requests end if the command leaves the state as it is
   * @param delays whether the command has to wait
   */
  private record State(
      String name,
      List<Offer<ScheduledRequest>> before,
      boolean isHinted,
      int writebacks,
      WorkStatus status,
      boolean delays) {}

  /** In sets of four, so that a fifth connection throws the first out. */
  private static final Map<String, Long> HARDWARE =
      Map.of(
          "cacheEntries", 16L,
          "cacheWays", 4L,
          "connectionBits", 8L,
          "outstandingLoads", 6L,
          "parkedRequests", 12L,
          "outstandingStores", 3L);

  public CacheCommandBench() {
    super("cache-commands", "INVALIDATE, DISABLE and ENABLE to a connection in every state");
  }

  @Override
  public int seeds(Suite suite) {
    return 1;
  }

  @Override
  public void run(BenchRun run) {
    if (!isFor(run, HARDWARE)) {
      tryAnyway(run);
      return;
    }
    for (State state : states()) {
      for (CommandKind kind : CommandKind.values()) {
        for (long nonBlocking = 0; nonBlocking < 2; nonBlocking++) {
          command(run, state, kind, nonBlocking);
        }
      }
    }
  }

  private static List<State> states() {
    List<Offer<ScheduledRequest>> none = List.of();
    List<Offer<ScheduledRequest>> thrownOut = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      long after = i < 4 ? 0 : COMMAND_CYCLE - LOAD_CYCLES / 2;
      thrownOut.add(one(after, i, OF + 4 * i, SEND));
    }
    return List.of(
        new State("absent", none, false, 0, WorkStatus.OK, false),
        new State(
            "loading",
            List.of(one(COMMAND_CYCLE - 10, 0, OF, SEND)),
            false,
            1,
            WorkStatus.OK,
            true),
        new State("clean", List.of(one(0, 0, OTHER, SEND)), true, 0, WorkStatus.OK, false),
        new State("dirty", List.of(one(0, 0, OF, SEND)), false, 1, WorkStatus.OK, true),
        new State(
            "reading",
            List.of(one(COMMAND_CYCLE - 100, 0, OF, READ)),
            false,
            1,
            WorkStatus.OK,
            true),
        new State("failed", List.of(one(0, 0, OF, ILLEGAL)), false, 1, WorkStatus.FLUSHED, true),
        new State(
            "in a batch",
            List.of(new Offer<>(0, request(0, OF, SEND, 0, true, false))),
            false,
            1,
            WorkStatus.OK,
            true),
        new State("on its way back", thrownOut, false, 1, WorkStatus.OK, true));
  }

  private void command(BenchRun run, State state, CommandKind kind, long nonBlocking) {
    List<Offer<ScheduledRequest>> offers = new ArrayList<>(state.before);
    int begun = offers.size();
    boolean goesOn = begun > 0 && !offers.get(begun - 1).record().last();
    long batch = begun - (goesOn ? 1 : 0);
    // In a batch the next requests are of it.
    offers.add(
        new Offer<>(
            COMMAND_CYCLE + 1, request(begun, OF, SEND, goesOn ? batch : begun, !goesOn, true)));
    for (int i = 0; i < OTHERS; i++) {
      offers.add(one(COMMAND_CYCLE + 2, offers.size(), OTHER, SEND));
    }
    String name =
        String.format(Locale.ROOT, "%s to one %s, nonBlocking=%d", kind, state.name, nonBlocking);
    Map<String, Long> settings = new TreeMap<>(HARDWARE);
    settings.put("prefetch", 1L);
    settings.put("nonBlocking", nonBlocking);
    Scenario scenario =
        ContextCacheBlock.scenario(name, settings, offers)
            .with(
                ContextCacheBlock.HINTS,
                state.isHinted ? List.of(new PrefetchHint(OF, 0)) : List.of())
            .with(
                ContextCacheBlock.COMMANDS,
                List.of(new Offer<>(COMMAND_CYCLE, new ConnectionCommand(kind, OF))))
            .with(
                ContextCacheBlock.HOST,
                new HostContextSpec(1, LOAD_CYCLES, 0, 1, STORE_CYCLES, 0, 0, 0, 0))
            .with(ContextCacheBlock.EXECUTION, ExecutionSpec.steady(3, READ_CYCLES));
    judge(name, state, kind, check(run, scenario).log(), begun);
  }

  private static void judge(String name, State state, CommandKind kind, RunLog log, int begun) {
    RequestInContext next =
        given(log).stream()
            .map(b -> b.record())
            .filter(r -> r.entry() == begun)
            .findFirst()
            .orElseThrow();
    WorkStatus wanted =
        switch (kind) {
          case INVALIDATE -> state.status;
          case DISABLE -> WorkStatus.DISABLED;
          case ENABLE -> WorkStatus.OK;
        };
    require(
        next.status() == wanted,
        String.format(
            Locale.ROOT, "the next request, %s: wanted=%s found=%s", name, wanted, next.status()));
    long stores =
        log.beats("contextStore", ContextStore.class).stream()
            .filter(b -> b.record().beat() == 0)
            .filter(b -> b.record().address() == 256L * OF)
            .count();
    require(
        stores == state.writebacks,
        String.format(
            Locale.ROOT, "write-backs, %s: wanted=%d found=%d", name, state.writebacks, stores));
    long taken = log.beats("command", ConnectionCommand.class).get(0).cycle();
    long acknowledged = log.beats("acknowledge", CommandDone.class).get(0).cycle();
    require(
        acknowledged - taken > 10 == state.delays,
        String.format(
            Locale.ROOT, "waits for what is under way, %s: cycles=%d", name, acknowledged - taken));
  }

  private static Offer<ScheduledRequest> one(long after, int number, int connection, int op) {
    return new Offer<>(after, request(number, connection, op, number, true, true));
  }

  private static ScheduledRequest request(
      int number, int connection, int op, long batch, boolean first, boolean last) {
    return new ScheduledRequest(
        0, connection, op, 64, false, false, 0, number, batch, first, last, number + 1L);
  }
}
