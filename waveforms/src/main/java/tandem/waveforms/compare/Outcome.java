package tandem.waveforms.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects what a comparison finds: counts and the first divergence of each stream or signal. */
final class Outcome {
  static final class Entry {
    long compared;
    long unknownHandshakes;
    Divergence divergence;
    Drift.Counter drift;
  }

  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private Divergence first;
  long samples;

  Entry entry(String name) {
    return entries.computeIfAbsent(name, n -> new Entry());
  }

  boolean diverged(String name) {
    Entry entry = entries.get(name);
    return entry != null && entry.divergence != null;
  }

  void add(Divergence divergence) {
    Entry entry = entry(divergence.stream());
    if (entry.divergence == null) {
      entry.divergence = divergence;
    }
    if (first == null || divergence.position() < first.position()) {
      first = divergence;
    }
  }

  Divergence first() {
    return first;
  }

  List<Comparison.StreamResult> streams() {
    List<Comparison.StreamResult> results = new ArrayList<>();
    entries.forEach(
        (name, e) ->
            results.add(
                new Comparison.StreamResult(
                    name,
                    e.compared,
                    e.unknownHandshakes,
                    e.divergence,
                    e.drift == null ? null : e.drift.result())));
    return results;
  }
}
