package tandem.waveforms.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tandem.waveforms.DumpText;
import tandem.waveforms.FlowLogs;
import tandem.waveforms.WaveFiles;
import tandem.waveforms.io.WaveSource;
import tandem.waveforms.io.WaveWriter;
import tandem.waveforms.log.EventLog;
import tandem.waveforms.log.EventLogWaves;
import tandem.waveforms.signal.TimeScale;

class WavesDiffCommandTest {
  @TempDir Path dir;
  private final StringWriter said = new StringWriter();
  private Path model;
  private Path rtl;
  private Path bad;

  @BeforeEach
  void dumps() throws IOException {
    EventLog log = FlowLogs.random(11, 40);
    EventLog late = FlowLogs.delayed(log, 12, 2);
    model = write("model.fst", log);
    rtl = write("rtl.vcd.gz", late);
    bad = write("bad.vcd", FlowLogs.flipped(late, FlowLogs.STREAMS.get(2).path(), 9, 2, 5));
  }

  private Path write(String name, EventLog log) throws IOException {
    Path file = dir.resolve(name);
    try (WaveWriter writer = WaveFiles.create(file)) {
      new EventLogWaves(log, TimeScale.NANOSECOND, 4, 250).read(writer);
    }
    return file;
  }

  private int run(Object... words) {
    CommandLine command = new CommandLine(new WavesDiffCommand());
    command.setOut(new PrintWriter(said, true)).setErr(new PrintWriter(said, true));
    String[] args = new String[words.length];
    for (int i = 0; i < args.length; i++) {
      args[i] = words[i].toString();
    }
    return command.execute(args);
  }

  @Test
  void shouldExitByVerdict() {
    assertEquals(0, run(model, model));
    assertEquals(1, run(model, rtl));
    assertEquals(0, run(model, rtl, "--mode", "transaction", "--exclude", "*.requestTag"));
    assertEquals(0, run(model, rtl, "--mode=tolerance", "--tolerance=2", "--exclude=*Tag"));
    assertEquals(1, run(model, rtl, "--mode=tolerance", "--tolerance=1", "--exclude=*Tag"));
    assertTrue(said.toString().contains("EQUAL (mode transaction"), said.toString());
  }

  @Test
  void shouldWriteReportJsonPicturesAndCombinedDump() throws IOException {
    Path json = dir.resolve("r.json");
    Path svg = dir.resolve("r.svg");
    Path png = dir.resolve("r.png");
    Path both = dir.resolve("both.fst");
    assertEquals(
        1,
        run(
            model,
            bad,
            "--mode",
            "transaction",
            "--exclude",
            "*Tag",
            "--json",
            json,
            "--svg",
            svg,
            "--png",
            png,
            "--combined",
            both));
    assertTrue(said.toString().contains("HostBurst   VALUE   record=9"), said.toString());
    assertTrue(said.toString().lines().anyMatch(l -> l.contains("lenBytes") && l.endsWith("<<<")));
    JsonNode result = new ObjectMapper().readTree(json.toFile());
    assertEquals(1, result.get("exitStatus").asInt());
    assertEquals("lenBytes", result.at("/first/field").asText());
    assertEquals(4, result.get("streams").size());
    assertTrue(Files.readString(svg).startsWith("<svg"));
    assertEquals((byte) 'P', Files.readAllBytes(png)[1]);
    WaveSource combined = WaveFiles.open(both);
    assertTrue(combined.header().find("model.AlignmentSplitter.HostBurst.valid").isPresent());
    assertTrue(combined.header().find("rtl.model.AlignmentSplitter.HostBurst.valid").isPresent());
  }

  @Test
  void shouldExitWithTwoAndALineOnBadInput() throws IOException {
    Path empty = Files.createFile(dir.resolve("empty.vcd"));
    Path cut = dir.resolve("cut.vcd");
    byte[] whole = Files.readAllBytes(bad);
    Files.write(cut, java.util.Arrays.copyOf(whole, whole.length * 2 / 3));
    assertEquals(2, run(model, empty));
    assertEquals(2, run(model, dir.resolve("absent.vcd")));
    assertEquals(2, run(bad, cut));
    assertEquals(2, run(model, rtl, "--mode", "sometimes"));
    assertEquals(2, run(model, rtl, "--mode", "cycle", "--clock", "clcok"));
    assertEquals(2, run(model, rtl, "--include", "NoSuch*"));
    assertEquals(2, run(model, rtl, "--mask", "lenBits=ff"));
    assertEquals(2, run(model, rtl, "--tolerance", "5"));
    assertEquals(2, run(model, rtl, "--svg", dir.resolve("x.svg")));
    String text = said.toString();
    assertTrue(text.contains("empty.vcd: byte 0: the file is empty"), text);
    assertTrue(text.contains("no such file: " + dir.resolve("absent.vcd")), text);
    assertTrue(text.contains("cut.vcd: byte ") && text.contains("(read up to time "), text);
    assertTrue(text.contains("--mode is one of [time, cycle, transaction, tolerance]"), text);
    assertTrue(text.contains("nearest: model.clock"), text);
    assertTrue(text.contains("no signal 'lenBits'; nearest: model."), text);
  }

  @Test
  void shouldCountUnmatchedSignalsWhenStrict() throws IOException {
    Path part = dir.resolve("part.vcd");
    EventLog log = FlowLogs.random(11, 40);
    EventLog less =
        new EventLog(
            log.streams().subList(0, 3),
            log.events().stream()
                .filter(e -> !e.stream().equals(FlowLogs.STREAMS.get(3).path()))
                .toList(),
            java.util.List.of());
    try (WaveWriter writer = WaveFiles.create(part)) {
      new EventLogWaves(less, TimeScale.NANOSECOND, 4, 250).read(writer);
    }
    assertEquals(0, run(model, part));
    assertEquals(1, run(model, part, "--strict"));
    assertTrue(said.toString().contains("7 only in A, 0 only in B"), said.toString());
  }

  @Test
  void shouldShowLongValuesWhereTheyDiffer() throws IOException {
    Path[] wide = new Path[4];
    String[] values = {"b1 w", "b11 w", "b1x w", "b" + "1".repeat(1000) + " w"};
    for (int i = 0; i < wide.length; i++) {
      String text = DumpText.vcd("131072 w bus", "#0 b0~w #5 " + values[i].replace(' ', '~'));
      wide[i] = Files.writeString(dir.resolve("wide" + i + ".vcd"), text);
    }
    assertEquals(1, run(wide[0], wide[1]));
    assertEquals(1, run(wide[0], wide[2]));
    assertEquals(1, run(wide[0], wide[3]));
    assertTrue(said.toString().lines().allMatch(l -> l.length() < 200), said.toString());
    assertTrue(said.toString().contains("<<< first at bit 1\n"), said.toString());
    assertTrue(said.toString().contains("<<< first in bits 3 to 0\n"), said.toString());
    assertTrue(said.toString().contains("<<< first at bit 999\n"), said.toString());
  }

  @Test
  void shouldEndWithALineWhereMemoryIsNotEnough() throws IOException, InterruptedException {
    StringBuilder declared = new StringBuilder("1 a s");
    for (int i = 0; i < 60_000; i++) {
      declared.append("; 1 a name").append(i);
    }
    Path many = Files.writeString(dir.resolve("many.vcd"), DumpText.vcd(declared + "", "#0 0a"));
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Process process =
        new ProcessBuilder(
                java.toString(),
                "-Xmx16m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                WavesDiffMain.class.getName(),
                many.toString(),
                many.toString())
            .redirectErrorStream(true)
            .start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(2, process.waitFor(), text);
    assertEquals(1, text.lines().count(), text);
    assertTrue(text.startsWith("tandem: out of memory"), text);
  }

  @Test
  void shouldExplainItself() {
    assertEquals(0, run("--help"));
    assertTrue(said.toString().contains("Exit status: 0 equal, 1 different, 2 bad input"));
  }
}
