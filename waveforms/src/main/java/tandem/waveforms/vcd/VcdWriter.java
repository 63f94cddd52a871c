package tandem.waveforms.vcd;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import tandem.waveforms.io.WaveWriter;
import tandem.waveforms.signal.Digits;
import tandem.waveforms.signal.ScopeMember;
import tandem.waveforms.signal.ScopeNode;
import tandem.waveforms.signal.Signal;
import tandem.waveforms.signal.SignalKind;
import tandem.waveforms.signal.WaveHeader;

/** Writes VCD, compressed if the file's name ends in `.gz`. Leading digits that say nothing go. */
public final class VcdWriter implements WaveWriter {
  private final OutputStream out;
  private final ByteSink buffer = new ByteSink();
  private byte[][] ids;
  private SignalKind[] kinds;
  private int[] widths;
  private long now = -1;

  /** Writes to a stream, which {@link #close} closes. */
  public VcdWriter(OutputStream out) {
    this.out = out;
  }

  /** Creates or replaces a file. */
  public static VcdWriter create(Path file) throws IOException {
    OutputStream raw = Files.newOutputStream(file);
    return new VcdWriter(
        file.toString().endsWith(".gz") ? new GZIPOutputStream(raw, 1 << 16) : raw);
  }

  @Override
  public void begin(WaveHeader header) throws IOException {
    int count = header.valueCount();
    ids = new byte[count][];
    kinds = new SignalKind[count];
    widths = new int[count];
    for (int i = 0; i < count; i++) {
      ids[i] = idOf(i);
      kinds[i] = header.signalOf(i).kind();
      widths[i] = header.signalOf(i).widthBits();
    }
    section("$date", header.date());
    section("$version", header.version());
    for (String line : header.comment().split("\n")) {
      section("$comment", line);
    }
    section("$timescale", header.timeScale().toString());
    scope(header.root());
    print("$enddefinitions $end\n");
    flush();
  }

  private void section(String keyword, String text) {
    if (!text.isBlank()) {
      print(keyword + " " + text.strip().replace("$end", "$ end") + " $end\n");
    }
  }

  private void scope(ScopeNode node) {
    for (ScopeMember member : node.members()) {
      if (member instanceof Signal signal) {
        variable(signal);
      } else if (member instanceof ScopeNode child) {
        print("$scope " + child.type() + " " + child.name() + " $end\n");
        scope(child);
        print("$upscope $end\n");
      }
    }
  }

  private void variable(Signal signal) {
    String range = signal.declaredRange().map(r -> " " + r).orElse("");
    String id = new String(ids[signal.valueId()], StandardCharsets.ISO_8859_1);
    int size = signal.type().equals("string") ? 1 : signal.widthBits();
    print(
        "$var " + typeOf(signal) + " " + size + " " + id + " " + signal.name() + range + " $end\n");
  }

  /** SystemVerilog types as IEEE 1800 maps them into VCD; the rest stands as it is. */
  private static String typeOf(Signal signal) {
    return switch (signal.type()) {
      case "bit", "logic", "enum" -> "reg";
      case "int", "shortint", "longint", "byte" -> "integer";
      case "shortreal" -> "real";
      default -> signal.type();
    };
  }

  /** Shortest code of printable characters for the n-th value. */
  static byte[] idOf(int n) {
    StringBuilder code = new StringBuilder();
    for (int rest = n; rest >= 0; rest = rest / 94 - 1) {
      code.append((char) ('!' + rest % 94));
    }
    return code.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void time(long time) throws IOException {
    if (time != now) {
      print("#" + time + "\n");
      now = time;
      if (buffer.full()) {
        flush();
      }
    }
  }

  @Override
  public void bits(int id, byte[] digits, int offset, int length) throws IOException {
    if (widths[id] == 1) {
      buffer.put(digits[offset]);
    } else {
      int cut = Digits.redundant(digits, offset, length);
      buffer.put('b');
      buffer.put(digits, offset + cut, length - cut);
      buffer.put(' ');
    }
    endChange(id);
  }

  @Override
  public void real(int id, double value) throws IOException {
    print("r" + VcdReals.format(value) + " ");
    endChange(id);
  }

  @Override
  public void text(int id, byte[] text, int offset, int length) throws IOException {
    buffer.put('s');
    VcdText.escape(text, offset, length, buffer);
    buffer.put(' ');
    endChange(id);
  }

  private void endChange(int id) throws IOException {
    buffer.put(ids[id], 0, ids[id].length);
    buffer.put('\n');
    if (buffer.full()) {
      flush();
    }
  }

  @Override
  public void end(long lastTime) throws IOException {
    time(lastTime);
    flush();
  }

  private void print(String text) {
    buffer.put(text);
  }

  private void flush() throws IOException {
    buffer.flush(out);
  }

  @Override
  public void close() throws IOException {
    flush();
    out.close();
  }
}
