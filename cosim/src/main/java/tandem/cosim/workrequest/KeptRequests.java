package tandem.cosim.workrequest;

import java.util.Optional;
import tandem.model.record.WorkOp;
import tandem.model.tx.RequestSource;
import tandem.model.workload.Requests;

/**
 * Passes requests on and keeps a copy, for what needs them all at once, as long as there are not
 * too many of them for that.
 */
public final class KeptRequests implements RequestSource {
  /** More would take more than 2 GiB to predict. */
  private static final int MOST = 12_000_000;

  private final RequestSource source;
  private Optional<Requests> kept = Optional.of(new Requests());

  public KeptRequests(RequestSource source) {
    this.source = source;
  }

  /** All requests passed on so far, unless they were too many. */
  public Optional<Requests> all() {
    return kept;
  }

  @Override
  public boolean advance() {
    boolean found = source.advance();
    kept = found ? kept.filter(k -> k.size() < MOST) : kept;
    if (found && kept.isPresent()) {
      long length = Integer.toUnsignedLong(bytes());
      kept.get().add(connection(), WorkOp.ofCode(op()), length, guest(), fence());
    }
    return found;
  }

  @Override
  public int connection() {
    return source.connection();
  }

  @Override
  public int op() {
    return source.op();
  }

  @Override
  public int bytes() {
    return source.bytes();
  }

  @Override
  public int guest() {
    return source.guest();
  }

  @Override
  public boolean fence() {
    return source.fence();
  }
}
