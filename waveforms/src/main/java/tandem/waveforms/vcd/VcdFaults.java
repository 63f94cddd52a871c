package tandem.waveforms.vcd;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import tandem.waveforms.signal.WaveFormatException;

/** Says what is wrong with the value changes of a VCD. */
record VcdFaults(ByteFeed feed) {
  WaveFormatException badId(int start, int end, long now) {
    if (start == end) {
      return feed.fault(start, "a value is followed by an identifier code", now);
    }
    String code = new String(feed.buf, start, end - start, StandardCharsets.ISO_8859_1);
    String shown = VcdDeclarations.shown(code);
    return feed.fault(start, "identifier code '" + shown + "' is not declared", now);
  }

  void requireBlank(int p, long now) throws WaveFormatException {
    int c = feed.buf[p];
    if (c != ' ' && (c < 9 || c > 13)) {
      throw feed.fault(
          p, String.format(Locale.ROOT, "byte 0x%02x has no place in a VCD", c & 0xff), now);
    }
  }

  WaveFormatException unknown(int p, long now) {
    String what =
        feed.buf[p] == 'p'
            ? "a port value (extended VCD); only four-state VCD is read"
            : "'" + (char) feed.buf[p] + "' begins no value change";
    return feed.fault(p, what, now);
  }
}
