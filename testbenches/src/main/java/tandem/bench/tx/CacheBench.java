package tandem.bench.tx;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tandem.bench.block.BlockBench;
import tandem.cosim.regress.BenchRun;
import tandem.cosim.stream.Beat;
import tandem.cosim.stream.RunLog;
import tandem.cosim.tx.ContextCacheBlock;
import tandem.model.record.LookupEvent;
import tandem.model.record.RequestInContext;
import tandem.model.record.ScheduledRequest;
import tandem.model.tx.WorkRequestConfig;

/** What the benches of the context cache share. */
abstract class CacheBench extends BlockBench<WorkRequestConfig> {
  CacheBench(String name, String about) {
    super(name, about, new ContextCacheBlock());
  }

  /**
   * Whether the hardware can have these parameters: generated, any; else what it has.
   *
   * @param parameters those that matter
   */
  final boolean isFor(BenchRun run, Map<String, Long> parameters) {
    return run.parameters(block(), parameters).equals(parameters);
  }

  /** Tries hardware that a bench is not meant for in one random scenario, and says so. */
  final void tryAnyway(BenchRun run) {
    run.note(name() + ": one random scenario only, since --rtl is as it is");
    Map<String, Long> own =
        new TreeMap<>(run.parameters(block(), CacheRandomBench.HARDWARE.get(0)));
    check(run, CacheRandomBench.scenario(run.random("as it is"), "as it is", own));
  }

  static List<Beat<ScheduledRequest>> taken(RunLog log) {
    return log.beats("in", ScheduledRequest.class);
  }

  static List<Beat<LookupEvent>> lookups(RunLog log) {
    return log.beats("lookupEvent", LookupEvent.class);
  }

  static List<Beat<RequestInContext>> given(RunLog log) {
    return log.beats("out", RequestInContext.class);
  }

  /**
   * The most that were between two events at once.
   *
   * @param begins cycles in which something begins
   * @param ends cycles in which something ends, which counts in the cycle after
   */
  static int mostAtOnce(long[] begins, long[] ends) {
    int most = 0;
    int ended = 0;
    for (int i = 0; i < begins.length; i++) {
      while (ended < ends.length && ends[ended] < begins[i]) {
        ended++;
      }
      most = Math.max(most, i + 1 - ended);
    }
    return most;
  }
}
