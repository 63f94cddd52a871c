package tandem.model.record;

/** What a look-up met. The order of the constants is the encoding. */
public enum LookupKind {
  /** Ends without a context. */
  PASS,
  /** The context is there. */
  HIT,
  /** The context is on its way. */
  MERGE,
  /** The context has to be loaded. */
  MISS
}
