package tandem.waveforms.fst;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import tandem.waveforms.signal.DeclaredName;
import tandem.waveforms.signal.HeaderBuilder;
import tandem.waveforms.signal.SignalKind;
import tandem.waveforms.signal.WaveFormatException;
import tandem.waveforms.signal.WaveHeader;

/** Builds the header from the hierarchy as {@code fst_jni.cpp} serialises it. */
final class FstHierarchy {
  private final String file;
  private final ByteBuffer in;
  private final int valueCount;

  FstHierarchy(String file, byte[] serialised, int valueCount) {
    this.file = file;
    this.in = ByteBuffer.wrap(serialised).order(ByteOrder.nativeOrder());
    this.valueCount = valueCount;
  }

  WaveHeader build(HeaderBuilder builder) throws IOException {
    try {
      while (in.hasRemaining()) {
        entry(builder);
      }
    } catch (BufferUnderflowException | IllegalStateException | IllegalArgumentException e) {
      throw fault("the hierarchy is damaged: " + e.getMessage());
    }
    WaveHeader header = builder.build();
    if (header.valueCount() != valueCount) {
      throw fault(valueCount + " values, but names for " + header.valueCount());
    }
    return header;
  }

  private void entry(HeaderBuilder builder) throws IOException {
    switch (in.get()) {
      case 1 -> {
        String type = FstTypes.scope(in.get() & 0xff);
        builder.push(type, name());
      }
      case 2 -> {
        if (builder.depth() == 0) {
          builder.remark("an end of a scope where none is open");
        } else {
          builder.pop();
        }
      }
      default -> variable(builder);
    }
  }

  private void variable(HeaderBuilder builder) throws IOException {
    String type = FstTypes.variable(in.get() & 0xff);
    int length = in.getInt();
    int handle = in.getInt();
    String reference = name();
    if (type.equals("port")) {
      throw fault("port values (extended VCD) in " + reference + "; only four-state FST is read");
    }
    SignalKind kind = SignalKind.ofType(type);
    int width = kind == SignalKind.REAL ? 64 : kind == SignalKind.TEXT ? 0 : length;
    if (kind == SignalKind.BITS && length <= 0) {
      // FST states text by the length, whatever the type says.
      type = "string";
      width = 0;
    }
    DeclaredName name = DeclaredName.parse(reference, width);
    builder.alias(type, name.name(), name.range(), width, handle - 1);
  }

  private String name() {
    byte[] bytes = new byte[Math.min(in.getInt(), in.remaining())];
    in.get(bytes);
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] == 0) {
      end--;
    }
    return new String(Arrays.copyOf(bytes, end), StandardCharsets.ISO_8859_1);
  }

  private WaveFormatException fault(String rule) {
    return new WaveFormatException(file, -1, rule, -1);
  }
}
