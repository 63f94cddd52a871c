package tandem.model.tx;

import java.util.LinkedHashMap;
import java.util.Map;

/** Counts what the guest arbiter does, modulo 2^64. */
final class ArbiterCounters {
  private final long[] counts = new long[ArbiterCounter.values().length];

  void add(ArbiterCounter counter) {
    add(counter, 1);
  }

  void add(ArbiterCounter counter, long amount) {
    counts[counter.ordinal()] += amount;
  }

  long get(ArbiterCounter counter) {
    return counts[counter.ordinal()];
  }

  /** All counters by name, in the order of their addresses. */
  Map<String, Long> toMap() {
    Map<String, Long> values = new LinkedHashMap<>();
    for (ArbiterCounter counter : ArbiterCounter.values()) {
      values.put(counter.label(), get(counter));
    }
    return values;
  }
}
