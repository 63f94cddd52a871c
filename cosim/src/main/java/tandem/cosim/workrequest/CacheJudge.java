package tandem.cosim.workrequest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tandem.cosim.check.RecordFields;
import tandem.cosim.stream.Beat;
import tandem.model.IllegalChoiceException;

/**
 * Compares what the model says with what the RTL of the context cache did, and ends at a breach.
 */
final class CacheJudge {
  private static final String ENTRY = "entry=";

  private final List<Record> expected = new ArrayList<>();
  private final Map<Long, String> journeys = new HashMap<>();

  /** What the model said, in order. */
  List<Record> expected() {
    return expected;
  }

  /** Where a request was until now. */
  void seen(long entry, String journey) {
    journeys.put(entry, journey);
  }

  /** Does something with the model, which may refuse it. */
  void legally(Beat<?> beat, String tag, Runnable event) {
    try {
      event.run();
    } catch (IllegalChoiceException e) {
      throw CacheMismatch.of(
          beat.cycle(),
          tag,
          RecordFields.of(null, beat.record()),
          e.getMessage(),
          journey(tag, beat));
    }
  }

  /** What the model says is what the RTL did. */
  void compare(Beat<?> beat, String tag, Record wanted, String rule) {
    expected.add(wanted);
    if (!wanted.equals(beat.record())) {
      throw CacheMismatch.of(
          beat.cycle(), tag, RecordFields.of(wanted, beat.record()), rule, journey(tag, beat));
    }
  }

  private List<String> journey(String tag, Beat<?> beat) {
    if (!tag.startsWith(ENTRY)) {
      return List.of();
    }
    String way = journeys.get(Long.parseLong(tag.substring(ENTRY.length())));
    return way == null ? List.of() : List.of(way, "now@" + beat.cycle());
  }
}
