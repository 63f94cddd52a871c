package tandem.cosim.workrequest;

import java.util.List;
import tandem.cosim.check.Mismatch;
import tandem.cosim.check.MismatchException;
import tandem.cosim.check.RecordFields;
import tandem.cosim.stream.Beat;

/** Makes the exceptions of the checks of the context cache. */
final class CacheMismatch {
  private CacheMismatch() {}

  static MismatchException of(
      long cycle, String tag, List<Mismatch.Field> fields, String rule, List<String> journey) {
    return new MismatchException(
        new Mismatch(ContextCacheChecker.STAGE, cycle, tag, fields, rule, journey));
  }

  /** What the RTL did may not happen at all. */
  static MismatchException illegal(Beat<?> actual, String tag, String rule) {
    return of(actual.cycle(), tag, RecordFields.of(null, actual.record()), rule, List.of());
  }

  /** One number is not what it must be. */
  static MismatchException number(
      long cycle, String tag, String name, Object expected, Object actual, String rule) {
    return of(
        cycle,
        tag,
        List.of(new Mismatch.Field(name, String.valueOf(expected), String.valueOf(actual))),
        rule,
        List.of());
  }
}
