package tandem.cosim.workrequest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tandem.cosim.check.Mismatch;
import tandem.cosim.check.RecordFields;
import tandem.cosim.stream.Beat;
import tandem.model.record.PrefetchHint;

/**
 * Hints against those the model gave for each batch: the same in the same order, save that some may
 * be missing where the contract lets them be dropped, and none before the first of its batch.
 */
final class HintCheck {
  /** What is wrong with a hint, if anything. */
  record Wrong(long cycle, List<Mismatch.Field> fields, String rule) {}

  private record Batch(long firstCycle, List<PrefetchHint> expected) {}

  private final boolean mayDrop;
  private final Map<Long, Batch> batches = new LinkedHashMap<>();
  private long dropped;

  HintCheck(boolean mayDrop) {
    this.mayDrop = mayDrop;
  }

  /** The hints of a batch whose first request was handed over in a cycle. */
  void batch(long number, long firstCycle, int[] connections, int count) {
    List<PrefetchHint> expected = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      expected.add(new PrefetchHint(connections[i], number));
    }
    batches.put(number, new Batch(firstCycle, expected));
  }

  /** Holds what the RTL hinted against it. */
  Optional<Wrong> check(List<Beat<PrefetchHint>> hints) {
    for (Beat<PrefetchHint> hint : hints) {
      Batch batch = batches.get(hint.record().batch());
      int at = batch == null ? -1 : batch.expected.indexOf(hint.record());
      if (at < 0) {
        return Optional.of(
            new Wrong(
                hint.cycle(),
                RecordFields.of(null, hint.record()),
                "the next distinct connections of the window are hinted at, each once, in order"));
      }
      if (hint.cycle() < batch.firstCycle) {
        return Optional.of(
            new Wrong(
                hint.cycle(),
                List.of(
                    new Mismatch.Field(
                        "cycle", ">= " + batch.firstCycle, String.valueOf(hint.cycle()))),
                "hints follow the first request of their batch"));
      }
      if (at > 0 && !mayDrop) {
        return missing(hint.cycle(), batch);
      }
      dropped += at;
      batch.expected.subList(0, at + 1).clear();
    }
    for (Batch batch : batches.values()) {
      if (!batch.expected.isEmpty() && !mayDrop) {
        return missing(-1, batch);
      }
      dropped += batch.expected.size();
    }
    return Optional.empty();
  }

  private static Optional<Wrong> missing(long cycle, Batch batch) {
    return Optional.of(
        new Wrong(
            cycle,
            RecordFields.of(batch.expected.get(0), null),
            "no hint is dropped while the cache is blocking"));
  }

  /** Hints that the RTL did not give, as it may. */
  long dropped() {
    return dropped;
  }
}
