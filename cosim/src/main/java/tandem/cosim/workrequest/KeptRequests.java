package tandem.cosim.workrequest;

import java.util.Optional;
import tandem.model.record.WorkOp;
import tandem.model.tx.RequestSource;
import tandem.model.workload.Requests;

/**
 * Passes requests on and keeps a copy, for what needs them all at once, as long as there are not
 * too many of them for that.
 */
final class KeptRequests extends ForwardedRequests {
  /** More would take more than 2 GiB to predict. */
  static final int MOST = 12_000_000;

  private final RequestSource trace;
  private final int most;
  private Optional<Requests> kept = Optional.of(new Requests());
  private Requests ahead = new Requests();
  private int aheadLeft;

  KeptRequests(RequestSource trace) {
    this(trace, MOST);
  }

  /**
   * @param most how many are kept
   */
  KeptRequests(RequestSource trace, int most) {
    super(trace);
    this.trace = trace;
    this.most = most;
  }

  /** All requests passed on so far, unless they were too many. */
  Optional<Requests> all() {
    return kept;
  }

  /** Reads all requests, which can still be passed on; empty if they are too many. */
  Optional<Requests> readAhead() {
    ahead = new Requests();
    while (ahead.size() <= most && trace.advance()) {
      copy(trace, ahead);
    }
    aheadLeft = ahead.size();
    ahead.rewind();
    return Optional.of(ahead).filter(all -> all.size() <= most);
  }

  @Override
  public boolean advance() {
    source = aheadLeft > 0 ? ahead : trace;
    aheadLeft = Math.max(0, aheadLeft - 1);
    boolean found = super.advance();
    kept = found ? kept.filter(k -> k.size() < most) : kept;
    if (found) {
      kept.ifPresent(all -> copy(source, all));
    }
    return found;
  }

  private static void copy(RequestSource from, Requests to) {
    WorkOp op = WorkOp.ofCode(from.op());
    to.add(from.connection(), op, Integer.toUnsignedLong(from.bytes()), from.guest(), from.fence());
  }
}
