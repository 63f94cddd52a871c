package tandem.cosim.tx;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import tandem.cosim.check.Judge;
import tandem.cosim.stream.Beat;
import tandem.model.record.PrefetchHint;

/**
 * Hints against those the model gave for each batch: the same in the same order, save that some may
 * be missing where the contract lets them be dropped, and none before the first of its batch.
 */
final class HintCheck {
  private static final String TAG = "hint";
  private static final String WHOLE = "no hint is dropped while the cache is blocking";

  private record Batch(long number, List<PrefetchHint> expected) {}

  private final boolean mayDrop;
  private final Judge judge;
  private final Deque<Batch> batches = new ArrayDeque<>();
  private long dropped;

  HintCheck(boolean mayDrop, Judge judge) {
    this.mayDrop = mayDrop;
    this.judge = judge;
  }

  /** The hints of a batch whose first request has been handed over. */
  void batch(long number, int[] connections, int count) {
    List<PrefetchHint> expected = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      expected.add(new PrefetchHint(connections[i], number));
    }
    if (count > 0) {
      batches.add(new Batch(number, expected));
    }
  }

  /** Holds what the RTL hinted against it. */
  void hinted(Beat<PrefetchHint> hint) {
    boolean isKnown = batches.stream().anyMatch(b -> b.expected.contains(hint.record()));
    judge.holds(
        isKnown,
        TAG,
        hint,
        "the next distinct connections of the window are hinted at, each once, in order, behind the"
            + " first request of their batch");
    while (!batches.element().expected.contains(hint.record())) {
      leave(batches.remove().expected, hint.cycle());
    }
    Batch batch = batches.element();
    int at = batch.expected.indexOf(hint.record());
    leave(batch.expected.subList(0, at), hint.cycle());
    batch.expected.subList(0, at + 1).clear();
    if (batch.expected.isEmpty()) {
      batches.remove();
    }
  }

  private void leave(List<PrefetchHint> hints, long cycle) {
    if (!hints.isEmpty() && !mayDrop) {
      throw judge.lacks(TAG, hints.get(0), cycle, WHOLE);
    }
    dropped += hints.size();
  }

  /** No more comes. */
  void finish() {
    batches.forEach(batch -> leave(batch.expected, Judge.END));
  }

  /** Hints that the RTL did not give, as it may. */
  long dropped() {
    return dropped;
  }
}
