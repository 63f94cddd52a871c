package tandem.bench.tx;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tandem.cosim.workrequest.PathLog;
import tandem.cosim.workrequest.PathPosting;
import tandem.cosim.workrequest.PathScenario;
import tandem.cosim.workrequest.WorkRequestHarness;
import tandem.cosim.workrequest.WorkRequestHarness.Result;
import tandem.model.record.DoorbellWrite;
import tandem.model.record.RequestInContext;
import tandem.model.tx.RequestSource;
import tandem.model.tx.WorkRequestPath;

/**
 * The execution without time that the RTL must equal where requests do not pass each other and the
 * queue is full before the first pick (contract, section 7).
 */
final class AbstractExecution {
  /** What one executed request looks like. */
  record Executed(long entry, int connection, int op, long batch, boolean hit) {}

  /** Depend on the barriers in front, or on the order of loads, and are compared otherwise. */
  private static final List<String> OTHERWISE =
      List.of("requests", "batches", "batchSize1", "unknownRequests", "displacement0", "merged");

  private AbstractExecution() {}

  /** What differs between RTL and abstract execution; empty if nothing does. */
  static String difference(PathScenario scenario, Result result) {
    int barriers = scenario.heldBarriers();
    List<DoorbellWrite> doorbells =
        scenario.postings().stream().skip(barriers).map(PathPosting::doorbell).toList();
    WorkRequestPath path =
        new WorkRequestPath(
            result.config(), WorkRequestHarness.contexts(scenario, result.config()));
    List<Executed> expected = new ArrayList<>();
    path.run(
        new Source(doorbells),
        (position, entry, connection, op, batch, hit, status) ->
            expected.add(new Executed(entry, connection, op, batch, hit)));
    PathLog log = PathBench.log(result);
    for (int i = 0; i < expected.size(); i++) {
      RequestInContext r = log.inContext().get(barriers + i).record();
      Executed actual =
          new Executed(r.entry() - barriers, r.connection(), r.op(), r.batch() - barriers, r.hit());
      if (!actual.equals(expected.get(i))) {
        return String.format(
            Locale.ROOT, "position=%d expected=%s actual=%s", i, expected.get(i), actual);
      }
    }
    return counters(path.counters().toMap(), log.counters());
  }

  private static String counters(Map<String, Long> expected, Map<String, Long> actual) {
    Map<String, String> differing = new LinkedHashMap<>();
    expected.forEach(
        (name, value) -> {
          if (!OTHERWISE.contains(name) && !value.equals(actual.get(name))) {
            differing.put(name, value + " actual " + actual.get(name));
          }
        });
    return differing.isEmpty() ? "" : "counters: expected " + differing;
  }

  private static final class Source implements RequestSource {
    private final List<DoorbellWrite> doorbells;
    private int at = -1;

    Source(List<DoorbellWrite> doorbells) {
      this.doorbells = doorbells;
    }

    @Override
    public boolean advance() {
      return ++at < doorbells.size();
    }

    @Override
    public int connection() {
      return doorbells.get(at).connection();
    }

    @Override
    public int op() {
      return doorbells.get(at).op();
    }

    @Override
    public int bytes() {
      return (int) doorbells.get(at).bytes();
    }

    @Override
    public int guest() {
      return doorbells.get(at).guest();
    }

    @Override
    public boolean fence() {
      return doorbells.get(at).fence();
    }
  }
}
