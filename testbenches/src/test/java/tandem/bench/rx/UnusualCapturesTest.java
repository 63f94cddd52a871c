package tandem.bench.rx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tandem.bench.CommandRun;
import tandem.cosim.capture.Frame;

/** {@code run coalesce} with frames and times that no wire has. */
class UnusualCapturesTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long DAY = 86_400 * SECOND;
  private static final long START = 1_700_000_000 * SECOND;

  @TempDir Path folder;

  /** Empty frames and frames above the limit, first, last, alone, twice. */
  @ParameterizedTest
  @ValueSource(strings = {"0", "0 2", "2 0", "0 0 2 0 0 3", "2 L 3", "L", "0 L 2 0 3 L 4 0 L"})
  void shouldPassWhatThePathCannotCarryOnEveryEngine(String frames) throws IOException {
    List<Frame> traffic = traffic();
    List<Frame> given = new ArrayList<>();
    for (String each : frames.split(" ")) {
      byte[] bytes =
          switch (each) {
            case "0" -> new byte[0];
            case "L" -> new byte[65_601];
            default -> traffic.get(Integer.parseInt(each)).bytes();
          };
      given.add(new Frame(given.size(), START + given.size() * 1000L, bytes));
    }
    Path in = CaptureBytes.pcap(folder.resolve("in.pcap"), given);
    List<String> lines = runOnEveryEngine(in, "--flush-every", "3");
    long others = given.stream().filter(f -> unusual(f)).count();
    assertEquals(others, lines.stream().filter(l -> l.contains("non_tcp")).count());
    List<Frame> seen = CaptureBytes.frames(host("model"));
    assertEquals(others, seen.stream().filter(f -> unusual(f)).count());
  }

  private static boolean unusual(Frame frame) {
    return frame.bytes().length == 0 || frame.bytes().length == 65_601;
  }

  @ParameterizedTest
  @ValueSource(strings = {"zero.pcap", "big65601.pcap", "gap_14_days.pcap", "snapped.pcap"})
  void shouldDoTheSameWithWhatWasSeenOnEveryEngine(String name) throws IOException {
    Path in = CaptureBytes.input(folder, name);
    runOnEveryEngine(in);
    runOnEveryEngine(in, "--timer-us", "17179869");
    List<Frame> given = CaptureBytes.frames(in);
    List<Frame> seen = CaptureBytes.frames(host("model"));
    for (int i = 0; i < given.size(); i++) {
      assertArrayEquals(given.get(i).bytes(), seen.get(i).bytes());
      assertEquals(given.get(i).wireBytes(), seen.get(i).wireBytes());
    }
  }

  @Test
  void shouldSayWhichFramesAreTooLong() throws IOException {
    List<Frame> traffic = traffic().subList(0, 20);
    Path in = CaptureBytes.pcap(folder.resolve("in.pcap"), traffic);
    CommandRun run = run(in, "model", "--set", "maxFrameBytes=128");
    run.assertHeld();
    long longer = traffic.stream().filter(f -> f.bytes().length > 128).count();
    String text = ": " + longer + " frames are longer than maxFrameBytes=128: only their beginning";
    assertTrue(longer > 5 && run.err().contains(text), run.err());
    List<Frame> seen = CaptureBytes.frames(host("model"));
    assertEquals(traffic.size(), seen.size());
    for (int i = 0; i < seen.size(); i++) {
      assertArrayEquals(traffic.get(i).bytes(), seen.get(i).bytes());
    }
  }

  /** Units and times with pauses between the frames are those without, but for the pauses. */
  @ParameterizedTest
  @CsvSource({"0, 1", "0, 14", "0, 800", "1000, 1", "1000, 14", "17179869, 30"})
  void shouldNotDependOnHowLongAPauseIs(long timerMicros, long days) throws IOException {
    List<Frame> frames = traffic().subList(0, 120);
    int every = 10;
    List<Frame> spread = new ArrayList<>();
    List<Frame> close = new ArrayList<>();
    for (Frame f : frames) {
      long pauses = f.number() / every;
      spread.add(new Frame(f.number(), f.timeNs() + pauses * days * DAY, f.bytes()));
      close.add(new Frame(f.number(), f.timeNs() + pauses * 20 * SECOND, f.bytes()));
    }
    String timer = String.valueOf(timerMicros);
    CaptureBytes.pcap(folder.resolve("close.pcap"), close);
    List<String> expected = runOnEveryEngine(folder.resolve("close.pcap"), "--timer-us", timer);
    List<Frame> before = CaptureBytes.frames(host("model"));
    CaptureBytes.pcap(folder.resolve("spread.pcap"), spread);
    assertEquals(expected, runOnEveryEngine(folder.resolve("spread.pcap"), "--timer-us", timer));
    List<Frame> after = CaptureBytes.frames(host("model"));
    long first = frames.get(0).timeNs();
    for (int i = 0; i < before.size(); i++) {
      long pauses = (before.get(i).timeNs() - first) / (20 * SECOND);
      long moved = before.get(i).timeNs() + pauses * (days * DAY - 20 * SECOND);
      assertEquals(moved, after.get(i).timeNs(), "unit " + i);
    }
  }

  /** Two captures one behind the other, the second of years before. */
  @Test
  void shouldLetFramesThatGoBackInTimeArriveAtOnce() throws IOException {
    List<Frame> frames = traffic().subList(0, 40);
    List<Frame> given = new ArrayList<>(frames);
    frames.forEach(f -> given.add(new Frame(40, f.timeNs() - 1000 * DAY, f.bytes())));
    runOnEveryEngine(CaptureBytes.pcap(folder.resolve("in.pcap"), given), "--timer-us", "100");
    long last = frames.get(39).timeNs();
    List<Frame> seen = CaptureBytes.frames(host("model"));
    assertTrue(Math.abs(seen.get(seen.size() - 1).timeNs() - last) < 4, "arrives with the last");
  }

  /** Behind 2038 and before, with the timer: one unit, and the times as they were. */
  @ParameterizedTest
  @ValueSource(strings = {"before_2038.pcap", "after_2038.pcap"})
  void shouldCountTimeBehind2038(String name) throws IOException {
    Path in = CaptureBytes.input(folder, name);
    List<String> lines = runOnEveryEngine(in, "--timer-us", "1000000");
    assertEquals(1, lines.size());
    assertTrue(lines.get(0).contains("\"len\":200,"), lines.get(0));
    long end = CaptureBytes.frames(in).get(1).timeNs();
    assertEquals(end, CaptureBytes.frames(host("model")).get(0).timeNs());
  }

  @Test
  void shouldCountTimeBefore1970ButNotWriteIt() throws IOException {
    byte[] frame = traffic().get(2).bytes();
    PcapngBytes file =
        new PcapngBytes().section(ByteOrder.LITTLE_ENDIAN).interfaceOfTime(6, -2_000_000);
    file.enhanced(0, 500_000, frame.length, frame).enhanced(0, 600_000, frame.length, frame);
    Path in = file.write(folder.resolve("old.pcapng"));
    CommandRun.of(args(in, "model")).assertHeld();
    run(in, "model").assertRefused("pcap has times from 1970 to 2106 only: secondsSince1970=-2");
  }

  /** A capture with a snap length of 68 stays one: nothing is malformed that was not. */
  @Test
  void shouldKeepTheLengthsOfWhatWasCutByTheSnapLength() throws IOException {
    List<Frame> cut = new ArrayList<>();
    for (Frame f : traffic().subList(0, 200)) {
      byte[] bytes = Arrays.copyOf(f.bytes(), Math.min(68, f.bytes().length));
      cut.add(new Frame(f.number(), f.timeNs(), f.bytes().length, bytes));
    }
    runOnEveryEngine(CaptureBytes.pcap(folder.resolve("in.pcap"), cut));
    List<Frame> seen = CaptureBytes.frames(host("model"));
    assertEquals(cut.size(), seen.size());
    for (int i = 0; i < cut.size(); i++) {
      assertEquals(cut.get(i).wireBytes(), seen.get(i).wireBytes());
      assertArrayEquals(cut.get(i).bytes(), seen.get(i).bytes());
    }
  }

  /**
   * {@code len} and {@code crc32} are of what is there: fragments, and frames cut at every byte.
   */
  @Test
  void shouldTellThePayloadThatIsThere() throws IOException {
    byte[] whole =
        traffic().stream()
            .map(Frame::bytes)
            .filter(bytes -> bytes.length > 1100)
            .findFirst()
            .orElseThrow();
    int payloadAt = 14 + 20 + 4 * (whole[46] >>> 4 & 0xf);
    List<Frame> frames = new ArrayList<>();
    for (int length = 60; length <= whole.length; length += length < 80 ? 1 : 97) {
      byte[] cut = Arrays.copyOf(whole, length);
      frames.add(new Frame(frames.size(), START, whole.length, cut));
      byte[] fragment = cut.clone();
      fragment[20] |= 0x20; // more fragments
      int ipBytes = length - 14;
      fragment[16] = (byte) (ipBytes >> 8);
      fragment[17] = (byte) ipBytes;
      frames.add(new Frame(frames.size(), START, fragment));
    }
    Path in = CaptureBytes.pcap(folder.resolve("in.pcap"), frames);
    List<String> lines = runOnEveryEngine(in);
    assertEquals(frames.size(), lines.size());
    for (int i = 0; i < frames.size(); i++) {
      int bytes = Math.max(0, frames.get(i).bytes().length - payloadAt);
      CRC32 crc = new CRC32();
      crc.update(frames.get(i).bytes(), frames.get(i).bytes().length - bytes, bytes);
      assertTrue(lines.get(i).contains("\"len\":" + bytes + ","), bytes + " in " + lines.get(i));
      String digits = HexFormat.of().toHexDigits(crc.getValue(), 8);
      assertTrue(lines.get(i).contains("\"crc32\":\"" + digits + "\""), lines.get(i));
    }
  }

  @Test
  void shouldTakeAllCapturesOfAFolderAndNameTheRest() throws IOException {
    Path in = Files.createDirectory(folder.resolve("in"));
    for (String name : List.of("TWO.PCAP", "one.pcap", "three.cap")) {
      CaptureBytes.input(folder.resolve("in"), "folder/" + name);
    }
    try (OutputStream four = new GZIPOutputStream(Files.newOutputStream(in.resolve("4.Pcap.GZ")))) {
      Files.copy(in.resolve("one.pcap"), four);
    }
    Files.copy(in.resolve("one.pcap"), in.resolve("five.dmp"));
    for (String name : List.of("noending", "notes.txt", "x.gz", "sub.pcap")) {
      if (name.startsWith("sub")) {
        Files.createDirectory(in.resolve(name));
      } else {
        Files.copy(in.resolve("one.pcap"), in.resolve(name));
      }
    }
    CommandRun run = CommandRun.of(args(in, "model"));
    run.assertHeld();
    assertTrue(run.err().contains(": noending, notes.txt, sub.pcap, x.gz\n"), run.err());
    assertEquals(1, run.err().lines().filter(line -> line.contains("left out")).count());
    for (String stem : List.of("TWO", "one", "three", "4", "five")) {
      assertTrue(Files.exists(out("model").resolve(stem + ".jsonl")), stem);
    }
  }

  /** The lines and the capture that all engines make. */
  private List<String> runOnEveryEngine(Path in, String... options) throws IOException {
    run(in, "model", options).assertHeld();
    String expected = Files.readString(out("model"));
    for (String engine : List.of("rtl", "both")) {
      run(in, engine, options).assertHeld();
      assertEquals(expected, Files.readString(out(engine)), engine);
      assertEquals(-1, Files.mismatch(host("model"), host(engine)), engine);
    }
    return expected.lines().toList();
  }

  private CommandRun run(Path in, String engine, String... options) {
    List<String> args = new ArrayList<>(List.of(args(in, engine)));
    args.addAll(List.of("--pcap-out", host(engine).toString()));
    args.addAll(List.of(options));
    return CommandRun.of(args.toArray(String[]::new));
  }

  private String[] args(Path in, String engine) {
    String out = out(engine).toString();
    return new String[] {
      "run", "coalesce", "--in", in.toString(), "--engine", engine, "--out", out
    };
  }

  private Path out(String engine) {
    return folder.resolve(engine + ".jsonl");
  }

  private Path host(String engine) {
    return folder.resolve(engine + ".host.pcap");
  }

  private List<Frame> traffic() throws IOException {
    return CaptureBytes.frames(
        Files.write(folder.resolve("traffic.pcap"), CaptureBytes.resource("bulk1_v4.pcap")));
  }
}
