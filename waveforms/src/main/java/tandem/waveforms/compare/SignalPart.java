package tandem.waveforms.compare;

import tandem.waveforms.io.WaveValue;
import tandem.waveforms.signal.Signal;
import tandem.waveforms.signal.SignalKind;

/**
 * A declared signal or, where the other dump cuts a bus into other pieces, some of its digits.
 *
 * @param from its first digit within the signal's, most significant first
 * @param widthBits how many digits; those of the signal if that is whole
 * @param lowBit number of its last digit within all that is declared under the name
 */
record SignalPart(Signal signal, int from, int widthBits, int lowBit) {
  static SignalPart whole(Signal signal) {
    return new SignalPart(signal, 0, signal.widthBits(), 0);
  }

  boolean isWhole() {
    return widthBits == signal.widthBits();
  }

  int valueId() {
    return signal.valueId();
  }

  String path() {
    return signal.path();
  }

  SignalKind kind() {
    return signal.kind();
  }

  /** Its value in readable form, out of that of the signal. */
  String text(byte[] state) {
    return switch (kind()) {
      case REAL -> WaveValue.ofReal(java.nio.ByteBuffer.wrap(state).getDouble()).toString();
      case TEXT -> WaveValue.ofText(state).toString();
      case BITS, EVENT -> bits(state).toString();
    };
  }

  /** Hexadecimal without leading zeros, for pictures. */
  String shortText(byte[] state) {
    return kind() != SignalKind.BITS
        ? text(state)
        : bits(state).hex().replaceFirst("^0+(?=.)", "").replaceFirst("^(x|z)\\1+$", "$1");
  }

  private WaveValue bits(byte[] state) {
    return WaveValue.ofDigits(state, from, widthBits, widthBits);
  }
}
