package tandem.model.mem;

import tandem.model.Require;

/** Where a request is cut. The order of the constants is the encoding and breaks ties of COST. */
public enum SplitPolicy {
  /** Every maximum size counted from the start, cut at 4 KiB boundaries: the baseline. */
  OFF,
  /** First at the first line boundary, then on line boundaries only. */
  ALWAYS,
  /** Like ALWAYS, and a last piece that ends inside a line leaves that line to one of its own. */
  ISOLATE_TAIL,
  /** The cheapest of the three for each request. */
  COST;

  private static final SplitPolicy[] BY_CODE = values();

  public int code() {
    return ordinal();
  }

  /** The policy of a register value; fails for a code that does not exist. */
  public static SplitPolicy ofCode(long code) {
    Require.range("policy", code, 0, BY_CODE.length - 1);
    return BY_CODE[(int) code];
  }
}
