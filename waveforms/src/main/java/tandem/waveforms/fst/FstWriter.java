package tandem.waveforms.fst;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import tandem.support.RefusedException;
import tandem.waveforms.io.WaveWriter;
import tandem.waveforms.signal.Digits;
import tandem.waveforms.signal.ScopeMember;
import tandem.waveforms.signal.ScopeNode;
import tandem.waveforms.signal.Signal;
import tandem.waveforms.signal.WaveHeader;

/** Writes FST through Verilator's fstapi, compressed with LZ4. Nothing is readable before close. */
public final class FstWriter implements WaveWriter {
  private static final int HEAD_BYTES = 16;
  private static final int BUFFER_BYTES = 1 << 18;

  private final Path file;
  private ByteBuffer buffer;
  private int used;
  private long handle;
  private int[] handles;
  private int[] widths;
  private byte[] wide;
  private long now = -1;

  private FstWriter(Path file) {
    this.file = file;
  }

  /**
   * Prepares to write; the file appears with {@link #begin}.
   *
   * @throws RefusedException if g++, Verilator or zlib is missing
   */
  public static FstWriter create(Path file) throws IOException {
    FstLibrary.load();
    return new FstWriter(file);
  }

  @Override
  public void begin(WaveHeader header) throws IOException {
    if (handle != 0) {
      throw new IllegalStateException("begin was called before");
    }
    handle =
        FstNative.openWriter(
            file.toAbsolutePath().toString(),
            header.timeScale().exponent(),
            header.version(),
            header.date(),
            header.comment());
    if (handle == 0) {
      throw new IOException("cannot create " + file);
    }
    int count = header.valueCount();
    handles = new int[count];
    widths = new int[count];
    int widest = 0;
    for (int i = 0; i < count; i++) {
      widths[i] = header.signalOf(i).widthBits();
      widest = Math.max(widest, widths[i]);
    }
    wide = new byte[widest];
    buffer =
        ByteBuffer.allocateDirect(Math.max(BUFFER_BYTES, widest + 64))
            .order(ByteOrder.nativeOrder());
    scope(header.root());
  }

  private void scope(ScopeNode node) {
    for (ScopeMember member : node.members()) {
      if (member instanceof Signal signal) {
        variable(signal);
      } else if (member instanceof ScopeNode child) {
        FstNative.scope(handle, FstTypes.scope(child.type()), child.name());
        scope(child);
        FstNative.upscope(handle);
      }
    }
  }

  private void variable(Signal signal) {
    String name = signal.name() + signal.declaredRange().map(r -> " " + r).orElse("");
    int type = FstTypes.variable(signal.type());
    int known = handles[signal.valueId()];
    int given = FstNative.variable(handle, type, signal.widthBits(), name, known);
    if (known == 0) {
      handles[signal.valueId()] = given;
    }
  }

  @Override
  public void time(long time) throws IOException {
    if (time != now) {
      now = time;
      record(0, 0);
    }
  }

  /** Opens a record and gives the index of its payload. */
  private int record(int fstHandle, int length) throws IOException {
    if (handle == 0) {
      throw new IllegalStateException("the dump is not open");
    }
    int padded = length + 7 & ~7;
    if (used + HEAD_BYTES + padded > buffer.capacity()) {
      flush();
    }
    if (HEAD_BYTES + padded > buffer.capacity()) {
      buffer = ByteBuffer.allocateDirect(HEAD_BYTES + padded).order(ByteOrder.nativeOrder());
    }
    buffer.putInt(used, fstHandle).putInt(used + 4, length).putLong(used + 8, now);
    int payload = used + HEAD_BYTES;
    used = payload + padded;
    return payload;
  }

  @Override
  public void bits(int id, byte[] digits, int offset, int length) throws IOException {
    int width = widths[id];
    int at = record(handles[id], width);
    if (length == width) {
      buffer.put(at, digits, offset, width);
    } else {
      Digits.extend(digits, offset, length, wide, 0, width);
      buffer.put(at, wide, 0, width);
    }
  }

  @Override
  public void real(int id, double value) throws IOException {
    buffer.putDouble(record(handles[id], 8), value);
  }

  @Override
  public void text(int id, byte[] text, int offset, int length) throws IOException {
    buffer.put(record(-handles[id], length), text, offset, length);
  }

  private void flush() {
    if (used > 0) {
      FstNative.write(handle, buffer, used);
      used = 0;
    }
  }

  @Override
  public void end(long lastTime) throws IOException {
    time(Math.max(lastTime, 0));
  }

  /** Finishes the file; a second call does nothing. */
  @Override
  public void close() {
    if (handle != 0) {
      flush();
      FstNative.closeWriter(handle);
      handle = 0;
    }
  }
}
