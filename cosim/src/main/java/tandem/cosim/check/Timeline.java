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
  private final List<Track<?>> tracks = new ArrayList<>();
  private final Set<String> heard = new HashSet<>();

  /** Plays streams of a run, perhaps while it runs. */
  public Timeline(RunLog log) {
    this.log = log;
  }

  /** Plays what is {@linkplain #add added}. */
  public Timeline() {
    this(new RunLog(0, 0, 0, Map.of(), Map.of()));
  }

  /** First cycle without reset, which a counter of cycles in the design calls 0. */
  public long resetCycle() {
    return log.resetCycle();
  }

  /**
   * Lets somebody hear of each record of a stream.
   *
   * @throws IllegalArgumentException if there is no such stream or it has another record
   */
  public <R extends Record> void on(String stream, Class<R> type, Consumer<Beat<R>> action) {
    heard.add(stream);
    add(log.beats(stream, type), action);
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
