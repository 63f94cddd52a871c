package tandem.cosim.stream;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tandem.model.record.RecordFields;

/**
 * What crossed the streams of a block in one run.
 *
 * @param resetCycle first cycle without reset, which a counter of cycles in the design calls 0
 * @param startCycle cycle before the first in which anything could be offered
 * @param endCycle last cycle of the run
 * @param streams by name, in the order of the manifest
 * @param counters the read-only registers after the run, by name
 */
public record RunLog(
    long resetCycle,
    long startCycle,
    long endCycle,
    Map<String, StreamLog<?>> streams,
    Map<String, Long> counters) {
  /** Cycles behind and before a mismatch that are worth keeping. */
  private static final int CYCLES_BEHIND = 64;

  private static final int CYCLES_BEFORE = 4000;
  private static final int LONGEST_JOURNEY = 8;

  /**
   * One stream.
   *
   * @param isInput whether records are offered on it from a list
   * @param beats the handshakes in order of time
   * @param offers what was offered, on a stream into the block; empty on one out of it
   */
  public record StreamLog<R extends Record>(
      Class<R> type, boolean isInput, List<Beat<R>> beats, List<Offer<R>> offers) {
    StreamLog<R> with(List<Beat<R>> others) {
      return new StreamLog<>(type, isInput, others, offers);
    }
  }

  private record Event(String stream, Beat<?> beat) {
    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%08d %s %s", beat.cycle(), stream, beat.record());
    }
  }

  /**
   * The handshakes of a stream.
   *
   * @throws IllegalArgumentException if there is no such stream or it has another record
   */
  public <R extends Record> List<Beat<R>> beats(String stream, Class<R> type) {
    return typed(stream, type).beats;
  }

  @SuppressWarnings("unchecked") // compared just before
  private <R extends Record> StreamLog<R> typed(String stream, Class<R> type) {
    StreamLog<?> log = streams.get(stream);
    if (log == null || log.type != type) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "no such stream: stream=%s record=%s streams=%s",
              stream,
              type.getSimpleName(),
              streams.keySet()));
    }
    return (StreamLog<R>) log;
  }

  /** Records that crossed a stream. */
  public long records() {
    return streams.values().stream().mapToLong(s -> s.beats.size()).sum();
  }

  /** The same with what is known at the end. */
  public RunLog ended(long cycle, Map<String, Long> finalCounters) {
    return new RunLog(resetCycle, startCycle, cycle, streams, finalCounters);
  }

  /** The same with other handshakes of a stream. */
  public <R extends Record> RunLog with(String stream, Class<R> type, List<Beat<R>> beats) {
    Map<String, StreamLog<?>> others = new LinkedHashMap<>(streams);
    others.put(stream, typed(stream, type).with(beats));
    return new RunLog(resetCycle, startCycle, endCycle, others, counters);
  }

  /** What happened around a cycle, in order of time, one line each; -1 is the end. */
  public List<String> lines(long cycle) {
    long last = cycle < 0 ? endCycle : cycle + CYCLES_BEHIND;
    return events().stream()
        .filter(e -> e.beat.cycle() <= last && e.beat.cycle() >= last - CYCLES_BEFORE)
        .map(Event::toString)
        .toList();
  }

  /**
   * Where the records that a tag means have been last, {@code stream@cycle} each.
   *
   * @param tag ends with {@code field=value}; other tags have no journey
   * @param cycle up to which; -1 is the end
   */
  public List<String> journey(String tag, long cycle) {
    String[] parts = tag.substring(tag.lastIndexOf(' ') + 1).split("=", 2);
    List<String> hops =
        events().stream()
            .filter(e -> cycle < 0 || e.beat.cycle() <= cycle)
            .filter(e -> parts.length == 2 && has(e.beat.record(), parts[0], parts[1]))
            .map(e -> e.stream + "@" + e.beat.cycle())
            .toList();
    return hops.subList(Math.max(0, hops.size() - LONGEST_JOURNEY), hops.size());
  }

  private static boolean has(Record record, String field, String value) {
    Object found = RecordFields.of(record).get(field);
    return found != null && found.toString().equals(value);
  }

  private List<Event> events() {
    List<Event> events = new ArrayList<>();
    streams.forEach((name, log) -> log.beats.forEach(beat -> events.add(new Event(name, beat))));
    events.sort(Comparator.comparingLong(e -> e.beat.cycle()));
    return events;
  }
}
