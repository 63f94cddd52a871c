package tandem.waveforms.compare;

import tandem.waveforms.signal.Signal;

/**
 * Two signals that should agree.
 *
 * @param name how reports call the pair: the expected path without the scopes dropped for matching
 */
record SignalPair(int index, String name, Signal expected, Signal actual) {
  /** Whether values of the two can be compared at all. */
  boolean sameShape() {
    return expected.kind() == actual.kind() && expected.widthBits() == actual.widthBits();
  }

  /** The name without scopes. */
  String leaf() {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /** The scopes, with the dot behind them; empty at the root. */
  String scope() {
    return name.substring(0, name.lastIndexOf('.') + 1);
  }
}
