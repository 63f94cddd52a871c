package tandem.cosim.workrequest;

import tandem.model.tx.RequestSource;

/** Requests of another source, passed on. */
abstract class ForwardedRequests implements RequestSource {
  /** Where the request at hand comes from. */
  RequestSource source;

  ForwardedRequests(RequestSource source) {
    this.source = source;
  }

  @Override
  public boolean advance() {
    return source.advance();
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
