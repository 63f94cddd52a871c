package tandem.bench.rx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tandem.cosim.capture.Frame;
import tandem.cosim.rtl.UsageException;

/** Captures as they are in the world; the times and lengths are those that tshark shows. */
class CaptureReaderTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long START = 1_700_000_000L;
  private static final byte[] FRAME = new byte[61];

  @TempDir Path folder;

  /** Number of frames; time, wire and captured bytes of the last. */
  @ParameterizedTest
  @CsvSource({
    "usec_1000000.pcap,           1, 1700000001000000000, 154, 154",
    "zero.pcap,                   2, 1700000000000001000, 154, 154",
    "big65601.pcap,               2, 1700000000000001000, 154, 154",
    "two_snap_lengths.pcapng,     2, 1700000000000001000, 154, 154",
    "unused_other_link.pcapng,    2, 1700000000000001000, 154, 154",
    "gap_14_days.pcap,            2, 1701209600000000000, 154, 154",
    "snapped.pcap,                1, 1700000000000000000, 154, 96",
    "after_2038.pcap,             2, 4291747200500000000, 154, 154",
    "before_2038.pcap,            2, 1700000000500000000, 154, 154",
  })
  void shouldReadWhatOtherToolsRead(String name, int frames, long timeNs, int wire, int captured)
      throws IOException {
    List<Frame> found = CaptureBytes.frames(CaptureBytes.input(folder, name));
    assertEquals(frames, found.size());
    Frame last = found.get(frames - 1);
    assertEquals(timeNs, last.timeNs());
    assertEquals(wire, last.wireBytes());
    assertEquals(captured, last.bytes().length);
  }

  @ParameterizedTest
  @CsvSource({
    "0xa1b2c3d4, 999999,     0,          999999000",
    "0xa1b2c3d4, 1000000,    1,          0",
    "0xa1b2c3d4, 0xffffffff, 4294,       967295000",
    "0xa1b23c4d, 999999999,  0,          999999999",
    "0xa1b23c4d, 1000000000, 1,          0",
    "0xa1b23c4d, 0x80000000, 2,          147483648",
    "0xa1b2cd34, 1000001,    1,          1000",
  })
  void shouldCarryTheFractionOfASecond(String magic, String ticks, long seconds, long nanos)
      throws IOException {
    for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
      boolean isLong = magic.endsWith("34");
      ByteBuffer file = ByteBuffer.allocate(24 + 2 * ((isLong ? 24 : 16) + 1)).order(order);
      file.putInt(Long.decode(magic).intValue()).putShort((short) 2).putShort((short) 4);
      file.putLong(0).putInt(65535).putInt(1);
      for (long each : new long[] {0, Long.decode(ticks)}) {
        file.putInt((int) START).putInt((int) each).putInt(1).putInt(1);
        file.put(new byte[isLong ? 9 : 1]);
      }
      List<Frame> frames = CaptureBytes.frames(Files.write(folder.resolve("x.pcap"), file.array()));
      assertEquals(START * SECOND, frames.get(0).timeNs());
      assertEquals((START + seconds) * SECOND + nanos, frames.get(1).timeNs());
    }
  }

  @Test
  void shouldReadSectionsOfBothOrdersAndAllBlocksOfFrames() throws IOException {
    Path file =
        new PcapngBytes()
            .section(ByteOrder.LITTLE_ENDIAN)
            .interfaceOf(PcapngBytes.ETHERNET, 40)
            .interfaceOf(PcapngBytes.LINUX_COOKED, 0)
            .simple(61, new byte[40])
            .enhanced(0, START * 1_000_000 + 1, 61, FRAME)
            .simple(39, new byte[39])
            .block(0xbad, new byte[77])
            .section(ByteOrder.BIG_ENDIAN)
            .interfaceOf(PcapngBytes.ETHERNET, 0)
            .old(0, START * 1_000_000 + 2, FRAME)
            .interfaceOf(PcapngBytes.ETHERNET, 65535)
            .enhanced(1, START * 1_000_000 + 3, 100, FRAME)
            .simple(61, FRAME)
            .write(folder.resolve("x.pcapng"));
    List<Frame> frames = CaptureBytes.frames(file);
    long us = START * SECOND / 1000;
    assertEquals(
        List.of(0L, us + 1, us + 1, us + 2, us + 3, us + 3),
        frames.stream().map(f -> f.timeNs() / 1000).toList());
    assertEquals(
        List.of(61L, 61L, 39L, 61L, 100L, 61L), frames.stream().map(Frame::wireBytes).toList());
    assertEquals(
        List.of(40, 61, 39, 61, 61, 61), frames.stream().map(f -> f.bytes().length).toList());
  }

  /** if_tsresol and if_tsoffset, also before 1970 and with fractions. */
  @ParameterizedTest
  @CsvSource({
    "6,    0,           1500000,              1500000000",
    "9,    0,           1500000001,           1500000001",
    "0,    0,           7,                    7000000000",
    "3,    -1,          1500,                 500000000",
    "6,    -2,          500000,               -1500000000",
    "9,    -3000000000, 1,                    -2999999999999999999",
    "12,   10,          1234567,              10000001234",
    "19,   0,           15000000000000000000, 1500000000",
    "0x80, 0,           3,                    3000000000",
    "0x8a, 0,           1536,                 1500000000",
    "0xbf, 1,           13835058055282163712, 2500000000",
  })
  void shouldTakeTimesInTheUnitOfTheirInterface(
      String resolution, long offset, String ticks, long timeNs) throws IOException {
    Path file =
        new PcapngBytes()
            .section(ByteOrder.LITTLE_ENDIAN)
            .interfaceOfTime(Integer.decode(resolution), offset)
            .enhanced(0, Long.parseUnsignedLong(ticks), 61, FRAME)
            .write(folder.resolve("x.pcapng"));
    assertEquals(timeNs, CaptureBytes.frames(file).get(0).timeNs());
  }

  @ParameterizedTest
  @ValueSource(strings = {"rpc16_v4.pcap", "lossy4_v4.pcap"})
  void shouldUnpackGzip(String name) throws IOException {
    byte[] plain = CaptureBytes.resource(name);
    Path packed = folder.resolve(name + ".gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write(plain);
    }
    List<Frame> expected = CaptureBytes.frames(Files.write(folder.resolve(name), plain));
    List<Frame> found = CaptureBytes.frames(packed);
    assertEquals(expected.size(), found.size());
    for (int i = 0; i < found.size(); i++) {
      assertEquals(expected.get(i).timeNs(), found.get(i).timeNs());
      assertArrayEquals(expected.get(i).bytes(), found.get(i).bytes());
    }
    byte[] bytes = Files.readAllBytes(packed);
    Files.write(packed, Arrays.copyOf(bytes, bytes.length / 2));
    String message = refusal(packed);
    assertTrue(message.matches(".*\\.gz: frame \\d+: .*"), message);
  }

  @Test
  void shouldSayWhatIsWrongWithABlock() throws IOException {
    refuse(f -> f.enhanced(1, 0, 61, FRAME), "captures must be of Ethernet frames: linkType=113");
    refuse(f -> f.enhanced(0, 5, 61, FRAME), "times must be from the years 1678 to 2261: ticks=5");
    refuse(f -> f.enhanced(2, 0, 61, FRAME), "the section has no such interface: interface=2 of 2");
    refuse(f -> f.enhanced(-1, 0, 61, FRAME), "no such interface: interface=4294967295 of 2");
    refuse(f -> f.block(6, new byte[8]), "a block is too short: blockType=6 bytes=20");
    refuse(f -> f.block(1, new byte[4]), "a block is too short: blockType=1 bytes=16");
    refuse(f -> f.interfaceOfTime(20, 0), "times are finer than 64 bits hold: if_tsresol=20");
    refuse(f -> f.interfaceOfTime(0xff, 0), "times are finer than 64 bits hold: if_tsresol=255");
    refuse(
        f -> f.section(ByteOrder.BIG_ENDIAN).simple(1, new byte[1]),
        "the section has no such interface: interface=0 of 0");
    refuse(
        f -> f.simple(300_000, new byte[300_000]),
        "at most 262144 bytes make a frame: bytes=300000");
  }

  @ParameterizedTest
  @CsvSource({
    "'',               cut off: bytes=0 of 4",
    "0a0d0d0a0000,     cut off: bytes=2 of 8",
    "0a0d0d0a0000001c, cut off: bytes=4 of 8",
    "28b52ffd,         unpack it first: packedWith=zstd",
    "1f8b0800,         the file is cut off",
    "1f8bff00,         Unsupported compression method",
    "736e6f6f70000000, neither pcap nor pcapng",
    "0a0d0d0a0000001c00000000, a section begins without its byte order magic",
    "a1b2c3d4000200050000000000000000000000010000000100, pcap must be of version 2.3 or 2.4: version=2.5",
    "a1b2c3d4000200040000000000000000000000010000007100, captures must be of Ethernet frames: linkType=113"
  })
  void shouldSayWhyAFileIsNoCapture(String hex, String what) throws IOException {
    Path file = Files.write(folder.resolve("x"), HexFormat.of().parseHex(hex));
    assertTrue(refusal(file).startsWith(file + ": not a capture: "), refusal(file));
    assertTrue(refusal(file).contains(what), refusal(file));
  }

  private void refuse(UnaryOperator<PcapngBytes> rest, String what) throws IOException {
    PcapngBytes head =
        new PcapngBytes()
            .section(ByteOrder.LITTLE_ENDIAN)
            .interfaceOfTime(6, Long.MAX_VALUE)
            .interfaceOf(PcapngBytes.LINUX_COOKED, 0);
    Path file = rest.apply(head).write(folder.resolve("x.pcapng"));
    assertTrue(refusal(file).startsWith(file + ": frame 0: "), refusal(file));
    assertTrue(refusal(file).endsWith(what), refusal(file));
  }

  private static String refusal(Path file) {
    return assertThrows(UsageException.class, () -> CaptureBytes.frames(file)).getMessage();
  }
}
