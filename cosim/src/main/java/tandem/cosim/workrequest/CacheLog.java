package tandem.cosim.workrequest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tandem.cosim.stream.Beat;
import tandem.model.record.CommandDone;
import tandem.model.record.ConnectionCommand;
import tandem.model.record.PrefetchHint;
import tandem.model.record.Released;
import tandem.model.record.RequestInContext;
import tandem.model.record.ScheduledRequest;

/**
 * What the RTL of the context cache did in one run: every handshake and every event.
 *
 * @param startCycle cycle before the first in which anything could be offered
 * @param endCycle last cycle of the run
 * @param scheduled the requests it took
 * @param hints the hints it took
 * @param inContext the requests it gave
 * @param released what came back, as the agent gave it; empty where only the events are seen
 * @param commands the commands it took
 * @param acknowledges what it acknowledged
 * @param host the traffic of contexts
 * @param events what it reported
 * @param answers to {@code asked}, cycle by cycle; only under LOOKAHEAD
 * @param counted cycles in which an output of {@code activity} was high, by its name
 */
public record CacheLog(
    long startCycle,
    long endCycle,
    List<Beat<ScheduledRequest>> scheduled,
    List<Beat<PrefetchHint>> hints,
    List<Beat<RequestInContext>> inContext,
    List<Beat<Released>> released,
    List<Beat<ConnectionCommand>> commands,
    List<Beat<CommandDone>> acknowledges,
    HostContextLog host,
    CacheEventLog events,
    List<Answer> answers,
    Map<String, Long> counted) {
  /** Cycles behind a mismatch that are still worth keeping. */
  private static final int CYCLES_BEHIND = 64;

  /**
   * What was answered when the cache asked whether a connection waits in the window.
   *
   * @param cycle in which both were visible
   */
  public record Answer(long cycle, int connection, boolean inWindow) {}

  /** Records that crossed a stream or were reported. */
  public long records() {
    return streams().values().stream().mapToLong(List::size).sum();
  }

  /** Everything until a little behind a cycle, in order of time, one line each. */
  List<String> lines(long cycle) {
    long last = cycle < 0 ? Long.MAX_VALUE : cycle + CYCLES_BEHIND;
    List<Beat<?>> beats = new ArrayList<>();
    streams().values().forEach(beats::addAll);
    return beats.stream()
        .filter(b -> b.cycle() <= last)
        .sorted(Comparator.comparingLong(Beat::cycle))
        .map(b -> String.format(Locale.ROOT, "%08d %s", b.cycle(), b.record()))
        .toList();
  }

  /**
   * All streams by name, in the order of the flow and, within a cycle, of the events. Those of the
   * block on its own, where the requests come in at {@code in}.
   */
  Map<String, List<? extends Beat<?>>> streams() {
    Map<String, List<? extends Beat<?>>> all = new LinkedHashMap<>();
    all.put("in", scheduled);
    all.put("hint", hints);
    all.put("released", released);
    all.put("command", commands);
    all.put("releaseEvent", events.releases());
    all.put("contextStored", host.stored());
    all.put("contextBeat", host.beats());
    all.put("loadedEvent", events.loads());
    all.put("commandEvent", events.commands());
    all.put("lookupEvent", events.lookups());
    all.put("prefetchEvent", events.prefetches());
    all.put("issueEvent", events.issues());
    all.put("contextLoad", host.loads());
    all.put("contextStore", host.stores());
    all.put("acknowledge", acknowledges);
    all.put("out", inContext);
    return all;
  }
}
