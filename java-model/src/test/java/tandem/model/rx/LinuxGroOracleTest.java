package tandem.model.rx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tandem.model.record.TcpHeader;

/** The linux-gro profile against what the Linux kernel made of the same captures. */
class LinuxGroOracleTest {
  private static final Pattern FIELD = Pattern.compile("\"(\\w+)\": (\\[[^]]*]|\"[^\"]*\"|-?\\d+)");
  private static final List<String> COMPARED =
      List.of(
          "wire", "src", "sport", "dst", "dport", "seq", "ack", "len", "segs", "flags", "win",
          "tsval", "tsecr", "crc32");

  @ParameterizedTest
  @ValueSource(strings = {"bulk1_v4", "rpc16_v4"})
  void shouldDeliverExactlyWhatTheKernelDelivers(String name) {
    ReceiveConfig config = ReceiveConfig.of(Profile.LINUX_GRO).with("flushEvery", 16);
    Bench bench = new Bench(config);
    for (Captures.Frame frame : Captures.frames(name)) {
      bench.receive(frame.bytes());
    }
    bench.finish();
    List<String> expected = new ArrayList<>();
    for (String line : Captures.oracle(name)) {
      expected.add(compared(line));
    }
    List<String> actual = new ArrayList<>();
    for (HostUnit unit : bench.units) {
      actual.add(describe(unit));
    }
    assertEquals(expected.size(), actual.size());
    for (int i = 0; i < expected.size(); i++) {
      assertEquals(expected.get(i), actual.get(i), "unit " + i);
    }
  }

  private static String compared(String line) {
    StringBuilder text = new StringBuilder();
    Matcher field = FIELD.matcher(line);
    while (field.find()) {
      if (COMPARED.contains(field.group(1))) {
        String value = field.group(2).replace("\"", "").replace(" ", "");
        text.append(field.group(1)).append('=').append(value).append(' ');
      }
    }
    return text.toString();
  }

  private static String describe(HostUnit unit) {
    TcpHeader tcp = unit.run().tcp();
    String frames = Arrays.toString(unit.frames()).replace(" ", "");
    CRC32 crc = new CRC32();
    byte[] bytes = unit.bytes();
    crc.update(bytes, bytes.length - unit.run().payloadBytes(), unit.run().payloadBytes());
    byte[] syn = tcp.options().toArray();
    int tsval = tcp.timestampValue();
    int tsecr = tcp.timestampEcho();
    if (!tcp.hasTimestamp() && syn.length == 20) {
      tsval = word(syn, 8);
      tsecr = word(syn, 12);
    }
    return String.format(
        Locale.ROOT,
        "wire=%s src=%s sport=%d dst=%s dport=%d seq=%d ack=%d len=%d segs=%d flags=%s win=%d"
            + " tsval=%d tsecr=%d crc32=%08x ",
        frames,
        address(unit.run().ip().sourceLow()),
        tcp.sourcePort(),
        address(unit.run().ip().destinationLow()),
        tcp.destinationPort(),
        Integer.toUnsignedLong(tcp.sequence()),
        Integer.toUnsignedLong(tcp.acknowledgment()),
        unit.run().payloadBytes(),
        unit.run().segments(),
        flags(tcp.flags()),
        tcp.window(),
        Integer.toUnsignedLong(tsval),
        Integer.toUnsignedLong(tsecr),
        crc.getValue());
  }

  private static int word(byte[] bytes, int at) {
    return ByteBuffer.wrap(bytes).getInt(at);
  }

  private static String address(long low) {
    return (low >>> 24 & 255)
        + "."
        + (low >>> 16 & 255)
        + "."
        + (low >>> 8 & 255)
        + "."
        + (low & 255);
  }

  private static String flags(int flags) {
    StringBuilder letters = new StringBuilder();
    for (int bit = 0; bit < 8; bit++) {
      if ((flags >>> bit & 1) != 0) {
        letters.append("FSRPAUEC".charAt(bit));
      }
    }
    return letters.toString();
  }
}
