package tandem.waveforms.fst;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import tandem.waveforms.io.WaveVisitor;
import tandem.waveforms.signal.Digits;
import tandem.waveforms.signal.SignalKind;
import tandem.waveforms.signal.WaveFormatException;
import tandem.waveforms.signal.WaveHeader;

/** Takes apart the records of the transfer buffer; see {@code fst_jni.cpp} for their layout. */
final class FstChanges implements FstNative.Sink {
  private static final int HEAD_BYTES = 16;

  private final String file;
  private final WaveHeader header;
  private final ByteBuffer buffer;
  private final WaveVisitor visitor;
  private final SignalKind[] kinds;
  private byte[] value = new byte[4096];
  private long now = -1;
  private IOException failure;

  FstChanges(String file, WaveHeader header, ByteBuffer buffer, WaveVisitor visitor) {
    this.file = file;
    this.header = header;
    this.buffer = buffer;
    this.visitor = visitor;
    this.kinds = new SignalKind[header.valueCount()];
    for (int i = 0; i < kinds.length; i++) {
      kinds[i] = header.signalOf(i).kind();
    }
  }

  long lastTime() {
    return now;
  }

  /** Throws what the visitor threw. */
  void rethrow() throws IOException {
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public void accept(int usedBytes) {
    if (failure != null) {
      return;
    }
    try {
      int at = 0;
      while (at < usedBytes) {
        at = change(at);
      }
    } catch (IOException e) {
      failure = e;
    } catch (UncheckedIOException e) {
      failure = e.getCause();
    }
  }

  private int change(int at) throws IOException {
    int id = buffer.getInt(at) - 1;
    int length = buffer.getInt(at + 4);
    long time = buffer.getLong(at + 8);
    if (time != now) {
      now = time;
      visitor.time(time);
    }
    int from = at + HEAD_BYTES;
    if (kinds[id] == SignalKind.REAL) {
      visitor.real(id, buffer.getDouble(from));
    } else {
      if (length > value.length) {
        value = new byte[length];
      }
      buffer.get(from, value, 0, length);
      if (kinds[id] == SignalKind.TEXT) {
        visitor.text(id, value, 0, length);
      } else {
        normalise(id, length);
        visitor.bits(id, value, 0, length);
      }
    }
    return from + (length + 7 & ~7);
  }

  private void normalise(int id, int length) throws WaveFormatException {
    for (int i = 0; i < length; i++) {
      byte digit = Digits.normal(value[i]);
      if (digit == 0) {
        String byteText = HexFormat.of().toHexDigits(value[i]);
        String rule = header.signalOf(id) + " has a digit that no value has: 0x" + byteText;
        throw new WaveFormatException(file, -1, rule, now);
      }
      value[i] = digit;
    }
  }
}
