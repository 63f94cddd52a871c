package tandem.waveforms.vcd;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import tandem.waveforms.io.WaveQuery;
import tandem.waveforms.io.WaveVisitor;
import tandem.waveforms.signal.Digits;
import tandem.waveforms.signal.Signal;
import tandem.waveforms.signal.SignalKind;
import tandem.waveforms.signal.WaveFormatException;
import tandem.waveforms.signal.WaveHeader;

/**
 * Reads the value changes of a VCD straight from the buffer: values are lent to the visitor as
 * slices of it, and no object is made per change.
 */
final class VcdBody {
  private static final byte[] NORMAL = Digits.table();
  private static final int OTHER_WORD_BYTES = VcdDeclarations.MAX_WORD_BYTES;

  private final ByteFeed feed;
  private final VcdFaults faults;
  private final IdTable ids;
  private final WaveVisitor visitor;
  private final long stopAfter;
  private final int[] widths;
  private final SignalKind[] kinds;
  private final boolean[] wanted;
  private final boolean[] hasNoBits;
  private final Consumer<String> remarks;

  /** With this many bytes in the buffer any change lies in it completely. */
  private final int margin;

  private long now = -1;
  private boolean stopped;
  private String openSection;

  /** Set by {@link #id}: index behind the code. */
  private int after;

  VcdBody(
      ByteFeed feed,
      IdTable ids,
      WaveHeader header,
      WaveQuery query,
      WaveVisitor visitor,
      Consumer<String> remarks) {
    this.feed = feed;
    this.remarks = remarks;
    this.faults = new VcdFaults(feed);
    this.ids = ids;
    this.visitor = visitor;
    this.stopAfter = query.to();
    int count = header.valueCount();
    widths = new int[count];
    kinds = new SignalKind[count];
    wanted = new boolean[count];
    hasNoBits = new boolean[count];
    int widest = 0;
    for (int i = 0; i < count; i++) {
      Signal signal = header.signalOf(i);
      widths[i] = signal.widthBits();
      kinds[i] = signal.kind();
      wanted[i] = query.wants(i);
      hasNoBits[i] = signal.hasNoBits();
      widest = Math.max(widest, signal.widthBits());
    }
    margin = 2 * widest + OTHER_WORD_BYTES;
  }

  /** Reads to the end, or to the first time stamp behind the query. */
  void read() throws IOException {
    int p = feed.pos;
    byte[] buf = feed.buf;
    while (!stopped) {
      if (feed.limit - p < margin && !feed.eof) {
        p = feed.refill(p, Math.max(margin, ByteFeed.BUFFER_BYTES / 2));
        buf = feed.buf;
      }
      int c = buf[p];
      if (c <= ' ') {
        if (p >= feed.limit) {
          break;
        }
        faults.requireBlank(p, now);
        p++;
      } else if (NORMAL[c] != 0) {
        p = scalar(buf, p);
      } else {
        p =
            switch (c) {
              case 'b', 'B' -> vector(buf, p);
              case '#' -> time(buf, p);
              case 'r', 'R' -> real(buf, p);
              case 's', 'S' -> text(buf, p);
              case '$' -> keyword(buf, p);
              default -> throw faults.unknown(p, now);
            };
      }
    }
    finish();
  }

  private void finish() throws IOException {
    if (!stopped) {
      feed.checkEnd(now);
      if (openSection != null) {
        remarks.accept(openSection + " without its $end");
      }
      if (now < 0) {
        throw feed.fault(feed.limit, "the file has declarations but no values", now);
      }
    }
    visitor.end(stopped ? stopAfter : now);
  }

  private int scalar(byte[] buf, int p) throws IOException {
    int id = id(buf, p + 1);
    if (wanted[id] && !hasNoBits[id]) {
      if (kinds[id] == SignalKind.REAL || kinds[id] == SignalKind.TEXT) {
        throw feed.fault(p, "a one-digit value for a " + kinds[id], now);
      }
      started();
      buf[p] = NORMAL[buf[p]];
      visitor.bits(id, buf, p, 1);
    }
    return after;
  }

  private int vector(byte[] buf, int p) throws IOException {
    int q = p + 1;
    for (int c; (c = buf[q]) > 0; q++) {
      byte digit = NORMAL[c];
      if (digit == 0) {
        break;
      }
      buf[q] = digit;
    }
    int length = q - p - 1;
    int id = buf[q] > ' ' || buf[q] < 0 ? -1 : id(buf, skipBlanks(buf, q));
    if (id < 0 || length == 0 && !hasNoBits[id]) {
      throw feed.fault(q, "a vector value is b and digits of 01xz", now);
    }
    if (wanted[id] && !hasNoBits[id]) {
      if (kinds[id] != SignalKind.BITS && kinds[id] != SignalKind.EVENT) {
        throw feed.fault(p, "a vector value for a " + kinds[id], now);
      }
      int start = p + 1;
      if (length > widths[id]) {
        int surplus = length - widths[id];
        if (Digits.redundant(buf, start, length) < surplus) {
          throw feed.fault(p, "a value of " + length + " digits for " + widths[id] + " bits", now);
        }
        start += surplus;
        length = widths[id];
      }
      started();
      visitor.bits(id, buf, start, length);
    }
    return after;
  }

  private int real(byte[] buf, int p) throws IOException {
    int q = wordEnd(buf, p + 1);
    int id = id(buf, skipBlanks(buf, q));
    if (wanted[id]) {
      if (kinds[id] != SignalKind.REAL) {
        throw feed.fault(p, "a real value for a signal of " + kinds[id], now);
      }
      double value = VcdReals.parse(buf, p + 1, q);
      if (Double.isNaN(value) && !VcdReals.isNan(buf, p + 1)) {
        throw feed.fault(p + 1, "not a real number", now);
      }
      started();
      visitor.real(id, value);
    }
    return after;
  }

  private int text(byte[] buf, int p) throws IOException {
    int q = wordEnd(buf, p + 1);
    int id = id(buf, skipBlanks(buf, q));
    if (wanted[id]) {
      if (kinds[id] != SignalKind.TEXT) {
        throw feed.fault(p, "a string value for a signal of " + kinds[id], now);
      }
      byte[] text = VcdText.unescape(buf, p + 1, q);
      started();
      visitor.text(id, text, 0, text.length);
    }
    return after;
  }

  private int time(byte[] buf, int p) throws IOException {
    long time = 0;
    int q = p + 1;
    for (int c; (c = buf[q] - '0') >= 0 && c <= 9; q++) {
      if (time > (Long.MAX_VALUE - c) / 10) {
        throw feed.fault(p, "a time of more than 63 bits", now);
      }
      time = 10 * time + c;
    }
    if (q == p + 1 || buf[q] > ' ' || buf[q] < 0) {
      throw feed.fault(q, "a time is # and decimal digits", now);
    }
    if (time < now) {
      throw feed.fault(p, "time goes back from #" + now + " to #" + time, now);
    }
    if (time > stopAfter) {
      stopped = true;
    } else {
      now = time;
      visitor.time(time);
    }
    return q;
  }

  /** Values before the first time stamp hold from time 0 on. */
  private void started() throws IOException {
    if (now < 0) {
      now = 0;
      visitor.time(0);
    }
  }

  private int keyword(byte[] buf, int p) throws IOException {
    int q = wordEnd(buf, p);
    String word = new String(buf, p, q - p, StandardCharsets.ISO_8859_1);
    switch (word) {
      case "$dumpvars", "$dumpall", "$dumpon", "$dumpoff" -> {
        if (openSection != null) {
          remarks.accept(openSection + " without its $end");
        }
        openSection = word;
      }
      case "$end" -> openSection = null;
      case "$comment" -> {
        return skipComment(q);
      }
      default ->
          throw feed.fault(
              p, "'" + VcdDeclarations.shown(word) + "' has no place among value changes", now);
    }
    return q;
  }

  private int skipComment(int from) throws IOException {
    int p = from;
    while (true) {
      if (feed.limit - p < OTHER_WORD_BYTES && !feed.eof) {
        p = feed.refill(p, ByteFeed.BUFFER_BYTES / 2);
      }
      while (p < feed.limit && (feed.buf[p] & 0xff) <= ' ') {
        p++;
      }
      int start = p;
      while (p < feed.limit && (feed.buf[p] & 0xff) > ' ') {
        p++;
      }
      if (p - start == 4
          && new String(feed.buf, start, 4, StandardCharsets.ISO_8859_1).equals("$end")) {
        return p;
      }
      if (p >= feed.limit && feed.eof) {
        throw feed.fault(feed.limit, "the file ends inside $comment", now);
      }
    }
  }

  private int wordEnd(byte[] buf, int from) throws WaveFormatException {
    int q = from;
    while ((buf[q] & 0xff) > ' ') {
      q++;
    }
    if (q >= feed.limit && !feed.eof) {
      throw feed.fault(from, "a word of more than " + OTHER_WORD_BYTES + " bytes", now);
    }
    return q;
  }

  private int skipBlanks(byte[] buf, int from) throws WaveFormatException {
    int q = from;
    while (q < feed.limit && buf[q] <= ' ' && buf[q] > 0) {
      q++;
    }
    return q;
  }

  /** Reads the identifier code at {@code start}; sets {@link #after}; gives the value id. */
  private int id(byte[] buf, int start) throws WaveFormatException {
    long code = 0;
    int q = start;
    for (int c; (c = buf[q]) > ' ' && c < 127; q++) {
      code = code * 94 + (c - 32);
    }
    after = q;
    int found = -1;
    if (q - start <= IdTable.MAX_PACKED_CHARS) {
      found = q == start ? -1 : ids.get(code);
    } else if (q - start <= OTHER_WORD_BYTES) {
      found = ids.get(new String(buf, start, q - start, StandardCharsets.ISO_8859_1));
    }
    if (found < 0 || buf[q] < 0 || buf[q] == 127) {
      throw faults.badId(start, q, now);
    }
    return found;
  }
}
