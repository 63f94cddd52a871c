package tandem.waveforms.compare;

/**
 * Two signals, or parts of them, that should agree.
 *
 * @param name how reports call the pair: the expected path without the scopes dropped for matching,
 *     with the range where the path alone is not enough
 */
record SignalPair(int index, String name, SignalPart expected, SignalPart actual) {
  /** The same pair at another place of a list. */
  SignalPair at(int place) {
    return new SignalPair(place, name, expected, actual);
  }

  SignalPart side(boolean isExpected) {
    return isExpected ? expected : actual;
  }

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
