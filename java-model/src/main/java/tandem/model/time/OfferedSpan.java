package tandem.model.time;

import java.util.Objects;
import tandem.model.Require;
import tandem.model.record.HostSpan;

/**
 * A request and when its source has it.
 *
 * @param span the request
 * @param earliestCycle first cycle in which the source may offer it, at least 0
 */
public record OfferedSpan(HostSpan span, long earliestCycle) {
  public OfferedSpan {
    Objects.requireNonNull(span, "span");
    Require.range("earliestCycle", earliestCycle, 0, Long.MAX_VALUE / 2);
  }
}
