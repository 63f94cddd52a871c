package tandem.waveforms.compare;

import java.nio.ByteBuffer;
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
  String text(byte[] state, Radix radix) {
    return switch (kind()) {
      case REAL -> WaveValue.ofReal(ByteBuffer.wrap(state).getDouble()).toString();
      case TEXT -> WaveValue.ofText(state).toString();
      case BITS, EVENT -> {
        WaveValue value = bits(state);
        boolean counted = value.isKnown() && radix.isDecimal(signal.name(), widthBits);
        yield counted ? value.toBigInteger().toString() : value.toString();
      }
    };
  }

  /** The same for pictures: hexadecimal without leading zeros. */
  String shortText(byte[] state, Radix radix) {
    if (kind() != SignalKind.BITS || radix.isDecimal(signal.name(), widthBits)) {
      String text = text(state, radix);
      return text.startsWith("0x") ? text.substring(2).replaceFirst("^(x|z)\\1+$", "$1") : text;
    }
    return bits(state).hex().replaceFirst("^0+(?=.)", "").replaceFirst("^(x|z)\\1+$", "$1");
  }

  private WaveValue bits(byte[] state) {
    return WaveValue.ofDigits(state, from, widthBits, widthBits);
  }
}
