package tandem.model.tx;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tandem.model.record.WorkOp;
import tandem.model.record.WorkStatus;
import tandem.model.workload.Requests;

/** Runs of the abstract execution, with what was executed kept. */
final class Runs {
  record Executed(
      long position,
      long entry,
      int connection,
      int op,
      long batch,
      boolean hit,
      WorkStatus status) {}

  static final WorkRequestConfig CONFIG = WorkRequestConfig.DEFAULTS;

  final List<Executed> executed = new ArrayList<>();
  final ContextTable memory;
  final WorkRequestPath path;

  Runs(WorkRequestConfig config) {
    memory = new ContextTable(config);
    path = new WorkRequestPath(config, memory);
  }

  /** A run of sends. */
  static Runs of(WorkRequestConfig config, int... connections) {
    return new Runs(config).run(sends(connections));
  }

  static Runs of(WorkRequestConfig config, Requests requests) {
    return new Runs(config).run(requests);
  }

  Runs run(RequestSource requests) {
    path.run(
        requests,
        (position, entry, connection, op, batch, hit, status) ->
            executed.add(new Executed(position, entry, connection, op, batch, hit, status)));
    return this;
  }

  static Requests sends(int... connections) {
    Requests requests = new Requests(connections.length);
    for (int connection : connections) {
      requests.add(connection, WorkOp.SEND);
    }
    return requests;
  }

  static WorkRequestConfig config(long window, long cacheEntries) {
    return CONFIG.with(Map.of("window", window, "cacheEntries", cacheEntries));
  }

  long count(String counter) {
    return path.counters().toMap().get(counter);
  }

  List<Integer> connections() {
    return executed.stream().map(Executed::connection).toList();
  }

  List<Long> entries() {
    return executed.stream().map(Executed::entry).toList();
  }

  List<Long> entriesOf(int connection) {
    return executed.stream()
        .filter(e -> e.connection() == connection)
        .map(Executed::entry)
        .toList();
  }

  List<WorkStatus> statuses() {
    return executed.stream().map(Executed::status).toList();
  }
}
