package tandem.cosim.workrequest;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import tandem.cosim.stream.Beat;

/**
 * Plays several streams of one run in order of time; within a cycle in the order they were added.
 */
final class Timeline {
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

  private final List<Track<?>> tracks = new ArrayList<>();

  /** Adds a stream, whose beats are in order of time. */
  <R extends Record> void add(List<Beat<R>> beats, Consumer<Beat<R>> action) {
    tracks.add(new Track<>(beats, action));
  }

  /** Plays all of it. */
  void play() {
    play(cycle -> {});
  }

  /**
   * Plays all of it.
   *
   * @param beforeCycle is told of every cycle in which something crossed, before it is played
   */
  void play(LongConsumer beforeCycle) {
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
  void forget() {
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
