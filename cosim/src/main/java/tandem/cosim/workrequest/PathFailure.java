package tandem.cosim.workrequest;

import java.util.ArrayList;
import java.util.List;
import tandem.cosim.check.Mismatch;
import tandem.cosim.check.MismatchException;
import tandem.cosim.check.RecordFields;
import tandem.cosim.stream.Beat;

/** Ends a check of the work-request path with a mismatch that says where the request has been. */
final class PathFailure {
  private static final String ENTRY = "entry=";

  private final PathLog log;

  PathFailure(PathLog log) {
    this.log = log;
  }

  /** Requires that a record is the expected one. */
  void requireEqual(
      String stage, long cycle, String tag, Record expected, Record actual, String rule) {
    if (!actual.equals(expected)) {
      throw of(stage, cycle, tag, RecordFields.of(expected, actual), rule);
    }
  }

  /** Requires that something holds of a record; it is shown alone. */
  void require(boolean holds, String stage, Beat<?> beat, String tag, String rule) {
    if (!holds) {
      throw of(stage, beat.cycle(), tag, RecordFields.of(null, beat.record()), rule);
    }
  }

  /** A number that differs. */
  MismatchException number(
      String stage, long cycle, String name, long expected, long actual, String rule) {
    return of(
        stage,
        cycle,
        name,
        List.of(new Mismatch.Field(name, String.valueOf(expected), String.valueOf(actual))),
        rule);
  }

  MismatchException of(
      String stage, long cycle, String tag, List<Mismatch.Field> fields, String rule) {
    return new MismatchException(new Mismatch(stage, cycle, tag, fields, rule, journey(tag)));
  }

  static String entry(long entry) {
    return ENTRY + entry;
  }

  private List<String> journey(String tag) {
    List<String> hops = new ArrayList<>();
    if (tag.startsWith(ENTRY)) {
      long entry = Long.parseLong(tag.substring(ENTRY.length()));
      if (entry < log.doorbells().size()) {
        hops.add("doorbell@" + log.doorbells().get((int) entry).cycle());
      }
      log.scheduled().stream()
          .filter(b -> b.record().entry() == entry)
          .forEach(b -> hops.add("scheduled@" + b.cycle()));
      log.events().lookups().stream()
          .filter(b -> b.record().entry() == entry)
          .forEach(b -> hops.add("lookup@" + b.cycle()));
      log.inContext().stream()
          .filter(b -> b.record().entry() == entry)
          .forEach(b -> hops.add("inContext@" + b.cycle()));
      log.workRequests().stream()
          .filter(b -> b.record().entry() == entry)
          .forEach(b -> hops.add("workRequest@" + b.cycle()));
      log.completions().stream()
          .filter(b -> b.record().entry() == entry)
          .forEach(b -> hops.add("completion@" + b.cycle()));
    }
    return hops;
  }
}
