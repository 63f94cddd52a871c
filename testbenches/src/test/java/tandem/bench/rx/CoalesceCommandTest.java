package tandem.bench.rx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tandem.bench.BrokenRtl;
import tandem.bench.CommandRun;
import tandem.cosim.capture.Frame;
import tandem.cosim.io.AddressText;

/** {@code run coalesce} with good and bad captures. */
class CoalesceCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> COMPARED =
      List.of("src", "sport", "dst", "dport", "seq", "ack", "win", "len", "segs", "flags", "crc32");

  @TempDir Path folder;
  private Path in;
  private Path out;
  private Path host;

  @BeforeEach
  void setUp() throws IOException {
    in = Files.createDirectory(folder.resolve("in"));
    out = folder.resolve("out.jsonl");
    host = folder.resolve("host.pcap");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bulk1_v4", "rpc16_v4"})
  void shouldDeliverWhatTheKernelDelivers(String name) throws IOException {
    Path capture = resource(name + ".pcap");
    run(capture, "--profile", "linux-gro", "--flush-every", "16").assertHeld();
    byte[] oracle = CaptureBytes.resource(name + ".linux-gro.every16.jsonl");
    List<JsonNode> expected = lines(new String(oracle, StandardCharsets.UTF_8));
    List<JsonNode> actual = lines(Files.readString(out));
    for (int i = 0; i < Math.min(expected.size(), actual.size()); i++) {
      for (String field : COMPARED) {
        assertEquals(expected.get(i).get(field), actual.get(i).get(field), field + " of unit " + i);
      }
      assertEquals(expected.get(i).get("wire"), actual.get(i).get("frames"), "unit " + i);
    }
    assertEquals(expected.size(), actual.size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"rtl", "both"})
  void shouldDeliverTheSameOnEveryEngine(String engine) throws IOException {
    Path capture = resource("lossy4_v4.pcap");
    List<String> options = List.of("--timer-us", "100", "--pcap-out", host.toString());
    run(capture, options.toArray(String[]::new)).assertHeld();
    String expected = Files.readString(out);
    byte[] expectedHost = Files.readAllBytes(host);
    List<String> again = new ArrayList<>(options);
    again.addAll(List.of("--engine", engine));
    run(capture, again.toArray(String[]::new)).assertHeld();
    assertEquals(expected, Files.readString(out));
    assertArrayEquals(expectedHost, Files.readAllBytes(host));
  }

  /** Somebody else's Verilog in which the protocol is missing in the headers of aggregates. */
  @Test
  void shouldTellWhenTheRtlOfAFolderIsWrong() throws IOException {
    Path verilog = folder.resolve("rtl");
    List<String> small = new ArrayList<>();
    for (String setting :
        List.of("flowEntries=8", "flowWays=1", "maxFrameBytes=9216", "frameBufferBeats=256")) {
      small.addAll(List.of("--set", setting));
    }
    List<String> generate =
        new ArrayList<>(List.of("rtl", "--block", "receive-path", "--out", verilog.toString()));
    generate.addAll(small);
    CommandRun.of(generate.toArray(String[]::new)).assertHeld();
    BrokenRtl.replace(
        verilog, "HeaderBuilder.sv", "hopLimit, in_bits_nextHeader}", "hopLimit, 8'h0}");
    small.addAll(List.of("--rtl", verilog.toString(), "--engine"));
    for (String engine : List.of("rtl", "both")) {
      List<String> options = new ArrayList<>(small);
      options.add(engine);
      CommandRun run = run(resource("bulk1_v4.pcap"), options.toArray(String[]::new));
      assertEquals(1, run.status(), run.err());
      assertTrue(run.out().contains("MISMATCH"), run.out());
      assertFalse(Files.exists(out));
    }
  }

  @Test
  void shouldWriteTheFieldsOfTheDesignInTheirOrder() throws IOException {
    run(resource("bulk1_v4.pcap")).assertHeld();
    List<String> lines = Files.readAllLines(out);
    assertEquals(
        "{\"kind\":\"pass\",\"src\":\"10.9.0.2\",\"sport\":56828,\"dst\":\"10.9.0.1\","
            + "\"dport\":5001,\"seq\":3662125534,\"ack\":0,\"win\":64240,\"len\":0,\"segs\":1,"
            + "\"flags\":\"S\",\"crc32\":\"00000000\",\"end_reason\":\"TE-14\",\"frames\":[0]}",
        lines.get(0));
    assertTrue(lines.get(2).startsWith("{\"kind\":\"aggregate\","), lines.get(2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bulk1_v4", "bulk4_v6", "lossy4_v4", "rpc16_v4"})
  void shouldTellEveryFrameOnceAndShowTheHostTheSame(String name) throws IOException {
    Path capture = resource(name + ".pcap");
    for (String profile : List.of("tto", "rsc", "linux-gro")) {
      run(capture, "--profile", profile, "--timer-us", "200", "--pcap-out", host.toString())
          .assertHeld();
      List<Frame> frames = CaptureBytes.frames(capture);
      List<JsonNode> units = lines(Files.readString(out));
      List<Frame> seen = CaptureBytes.frames(host);
      assertEquals(units.size(), seen.size());
      TreeMap<Integer, Integer> unitOfFrame = new TreeMap<>();
      for (int unit = 0; unit < units.size(); unit++) {
        JsonNode members = units.get(unit).get("frames");
        for (JsonNode member : members) {
          assertEquals(null, unitOfFrame.put(member.asInt(), unit), "delivered twice");
        }
        if (units.get(unit).get("kind").asText().equals("pass")) {
          assertArrayEquals(frames.get(members.get(0).asInt()).bytes(), seen.get(unit).bytes());
        }
      }
      assertEquals(frames.size(), unitOfFrame.size());
    }
  }

  @Test
  void shouldTakePcapngAsItTakesPcap() throws IOException {
    Path capture = resource("lossy4_v4.pcap");
    run(capture, "--timer-us", "100").assertHeld();
    String expected = Files.readString(out);
    Path other = CaptureBytes.pcapng(in.resolve("x.pcapng"), CaptureBytes.frames(capture));
    run(other, "--timer-us", "100").assertHeld();
    assertEquals(expected, Files.readString(out));
  }

  /** The timer counts from the first segment; the one that comes when it runs out still joins. */
  @ParameterizedTest
  @CsvSource({"999, '[0,1]'", "1000, '[0,1]'", "1004, '[0]'"})
  void shouldCountTheTimerInCaptureTime(long gapNs, String firstUnit) throws IOException {
    List<Frame> data = new ArrayList<>();
    for (Frame frame : CaptureBytes.frames(resource("bulk1_v4.pcap"))) {
      if (frame.number() >= 2 && data.size() < 2) {
        data.add(new Frame(data.size(), 5_000_000_000L + data.size() * gapNs, frame.bytes()));
      }
    }
    Path capture = CaptureBytes.pcap(in.resolve("timer.pcap"), data);
    run(capture, "--set", "pshRule=OFF", "--timer-us", "1", "--pcap-out", host.toString())
        .assertHeld();
    JsonNode first = lines(Files.readString(out)).get(0);
    assertEquals(JSON.readTree(firstUnit), first.get("frames"));
    boolean ranOut = first.get("frames").size() == 1;
    assertEquals(ranOut ? "TE-5" : "TE-24", first.get("end_reason").asText());
    if (ranOut) {
      assertEquals(5_000_001_000L, CaptureBytes.frames(host).get(0).timeNs());
    }
  }

  @Test
  void shouldSayWhichFrameOfACaptureIsBrokenAndWriteNothing() throws IOException {
    byte[] whole = CaptureBytes.resource("rpc16_v4.pcap");
    for (int length = 0; length < 400; length++) {
      Path cut = Files.write(in.resolve("cut.pcap"), Arrays.copyOf(whole, length));
      CommandRun run = run(cut, "--pcap-out", host.toString());
      if (run.status() == 0) {
        assertEquals(CaptureBytes.frames(cut).size(), Files.readAllLines(out).size());
        Files.delete(out);
        Files.delete(host);
        continue;
      }
      run.assertRefused(length < 24 ? cut + ": not a capture: " : cut + ": frame ");
      try (var files = Files.list(folder)) {
        assertEquals(List.of(in), files.toList(), "no half-written file stays");
      }
    }
  }

  @Test
  void shouldPassWhatIsNotTcp() throws IOException {
    byte[] arp = new byte[60];
    arp[12] = 8;
    arp[13] = 6;
    Path capture =
        CaptureBytes.pcap(
            in.resolve("arp.pcap"), List.of(new Frame(0, 0, arp), new Frame(1, 0, new byte[3])));
    run(capture).assertHeld();
    assertEquals(
        """
        {"kind":"pass","non_tcp":true,"end_reason":"none","frames":[0]}
        {"kind":"pass","non_tcp":true,"end_reason":"none","frames":[1]}
        """,
        Files.readString(out));
  }

  @Test
  void shouldWriteOneOutputForEachCaptureOfAFolder() throws IOException {
    Files.copy(resource("bulk1_v4.pcap"), in.resolve("a.pcap"));
    CaptureBytes.pcapng(in.resolve("b.pcapng"), CaptureBytes.frames(in.resolve("a.pcap")));
    Files.delete(in.resolve("bulk1_v4.pcap"));
    Path outs = folder.resolve("outs");
    Path hosts = folder.resolve("hosts");
    CommandRun.of(
            "run",
            "coalesce",
            "--in",
            in.toString(),
            "--engine",
            "model",
            "--out",
            outs.toString(),
            "--pcap-out",
            hosts.toString())
        .assertHeld();
    assertEquals(
        Files.readString(outs.resolve("a.jsonl")), Files.readString(outs.resolve("b.jsonl")));
    assertEquals(-1, Files.mismatch(hosts.resolve("a.pcap"), hosts.resolve("b.pcap")));
  }

  @ParameterizedTest(name = "[{index}] {0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --engine rtl --set timeSource=CYCLE | capture time on RTL needs timeSource=STAMP: timeSource=CYCLE
          --profile gro                  | --profile must be one of tto, rsc, linux-gro: profile=gro
          --timer-us soon                | --timer-us must be a number from 0 to 17179869: --timer-us=soon
          --timer-us -1                  | --timer-us must be a number from 0 to 17179869: --timer-us=-1
          --flush-every -1               | --flush-every must not be negative: --flush-every=-1
          --set outOforder=1             | unknown setting: outOforder=1 block=receive-path; nearest names: outOfOrder
          --set outOfOrder=YES           | outOfOrder must be one of FLUSH, ISLES: outOfOrder=YES
          --set flowEntries=100          | flowEntries must be a power of two
          --profile rsc --set profile=TTO| --profile and --set say different things: --set profile=TTO
          --profile linux-gro --set outOfOrder=ISLES | outOfOrder=1 needs keepEntry=1: keepEntry=0
          """)
  void shouldNameTheRuleOfABadSetting(String options, String message) throws IOException {
    run(resource("bulk1_v4.pcap"), options.split(" ")).assertRefused(message);
    assertTrue(Files.notExists(out));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, '::'",
    "0, 1, '::1'",
    "2001:db8:0:0, 0:0:0:1, '2001:db8::1'",
    "2001:db8:0:1, 1:1:1:1, '2001:db8:0:1:1:1:1:1'",
    "2001:0:0:1, 0:0:0:1, '2001:0:0:1::1'",
    "2001:db8:0:0, 1:0:0:1, '2001:db8::1:0:0:1'",
    "fe80:0:0:0, 0:0:0:0, 'fe80::'",
    "0, 'ffff:a00:1', '::ffff:10.0.0.1'"
  })
  void shouldWriteAddressesInTheirCanonicalForm(String high, String low, String text) {
    assertEquals(text, AddressText.ipv6(half(high), half(low)));
  }

  private static long half(String words) {
    long value = 0;
    for (String word : words.split(":")) {
      value = value << 16 | Long.parseLong(word, 16);
    }
    return value;
  }

  private CommandRun run(Path capture, String... options) {
    List<String> args =
        new ArrayList<>(
            List.of("run", "coalesce", "--in", capture.toString(), "--out", out.toString()));
    args.addAll(List.of(options));
    if (!args.contains("--engine")) {
      args.addAll(List.of("--engine", "model"));
    }
    return CommandRun.of(args.toArray(String[]::new));
  }

  private Path resource(String name) throws IOException {
    return Files.write(in.resolve(name), CaptureBytes.resource(name));
  }

  private static List<JsonNode> lines(String text) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : text.lines().toList()) {
      lines.add(JSON.readTree(line));
    }
    return lines;
  }
}
