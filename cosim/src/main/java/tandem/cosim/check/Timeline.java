package tandem.cosim.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import tandem.cosim.stream.Beat;
import tandem.cosim.stream.RunLog;

/**
 * Plays the streams of a run in order of time; within a cycle in the order in which they were asked
 * for. Played again and again while the lists of handshakes grow, and told when they have been
 * emptied, it needs no memory that grows with the run.
 */
public final class Timeline {
  private static final class Track<R extends Record> {
    private final List<Beat<R>> beats;
    private final Consumer<Beat<R>> action;
    private int next;

    Track(List<Beat<R>> beats, Consumer<Beat<R>> action) {
      this.beats = beats;
      this.action = action;
    }

    long cycle() {
      return next < beats.size() ? beats.get(next).cycle() : Long.MAX_VALUE;
    }

    void playUntil(long cycle) {
      while (cycle() <= cycle) {
        action.accept(beats.get(next++));
      }
    }
  }

  private final RunLog log;
  private final List<Track<?>> tracks;
  private final Map<String, String> names;
  private final Set<String> heard = new HashSet<>();
  private final Set<String> heardOfPath;

  /** Plays streams of a run, perhaps while it runs. */
  public Timeline(RunLog log) {
    this(log, new ArrayList<>(), Map.of(), new HashSet<>());
  }

  private Timeline(
      RunLog log, List<Track<?>> tracks, Map<String, String> names, Set<String> heardOfPath) {
    this.log = log;
    this.tracks = tracks;
    this.names = names;
    this.heardOfPath = heardOfPath;
  }

  /** Plays what is {@linkplain #add added}. */
  public Timeline() {
    this(new RunLog(0, 0, 0, Map.of(), Map.of()));
  }

  /**
   * The same time as a stage of a path sees it, under the names that its own streams have.
   *
   * @param streams from names of the stage to those of the path
   */
  Timeline of(Map<String, String> streams) {
    return new Timeline(log, tracks, streams, heard);
  }

  /** First cycle without reset, which a counter of cycles in the design calls 0. */
  public long resetCycle() {
    return log.resetCycle();
  }

  /** Cycle before the first in which anything could be offered. */
  public long startCycle() {
    return log.startCycle();
  }

  /**
   * Lets somebody hear of each record of a stream.
   *
   * @throws IllegalArgumentException if there is no such stream or it has another record
   */
  public <R extends Record> void on(String stream, Class<R> type, Consumer<Beat<R>> action) {
    String name = names.getOrDefault(stream, stream);
    heard.add(stream);
    heardOfPath.add(name);
    add(log.beats(name, type), action);
  }

  /** Adds a stream, whose beats are in order of time. */
  public <R extends Record> void add(List<Beat<R>> beats, Consumer<Beat<R>> action) {
    tracks.add(new Track<>(beats, action));
  }

  /** The streams that somebody hears of. */
  public Set<String> heard() {
    return heard;
  }

  /** Plays all there is. */
  public void play() {
    play(cycle -> {});
  }

  /**
   * Plays all there is.
   *
   * @param beforeCycle is told of every cycle in which something crossed, before it is played
   */
  public void play(LongConsumer beforeCycle) {
    long cycle = firstCycle();
    while (cycle < Long.MAX_VALUE) {
      beforeCycle.accept(cycle);
      for (Track<?> track : tracks) {
        track.playUntil(cycle);
      }
      cycle = firstCycle();
    }
  }

  /** Tells that all streams, which have been played, have been emptied. */
  public void forget() {
    tracks.forEach(track -> track.next = 0);
  }

  private long firstCycle() {
    long first = Long.MAX_VALUE;
    for (Track<?> track : tracks) {
      first = Math.min(first, track.cycle());
    }
    return first;
  }
}
