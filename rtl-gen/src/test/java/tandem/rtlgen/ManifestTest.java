package tandem.rtlgen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tandem.support.AtomicDirectory;

class ManifestTest {
  private static final List<Long> LINES = List.of(0L, 32L, 64L, 128L, 256L);
  private static final List<Long> BURSTS = List.of(32L, 64L, 128L, 256L, 512L, 1024L, 2048L, 4096L);

  @TempDir static Path scratch;
  private static Path directory;
  private static Manifest manifest;

  @BeforeAll
  static void generate() {
    directory = scratch.resolve("rtl");
    manifest = generate(Map.of(), directory);
  }

  private static Manifest generate(Map<String, String> settings, Path out) {
    return new RtlGenerator(scratch.resolve("cache"))
        .generate("alignment-splitter", settings, Flavour.SYNTHESIS, out)
        .manifest();
  }

  @Test
  void shouldNameTheBlockAndItsClock() {
    assertEquals("alignment-splitter", manifest.block());
    assertEquals("AlignmentSplitter", manifest.top());
    assertEquals("clock", manifest.clock());
    assertEquals("reset", manifest.reset());
    assertTrue(manifest.files().contains("AlignmentSplitter.sv"));
    assertEquals(64L, manifest.parameters().get("addressBits"));
    assertEquals(256L, manifest.parameters().get("requestSlots"));
    assertEquals(1L, manifest.parameters().get("policy"));
  }

  @Test
  void shouldDescribeTheStreams() {
    assertEquals(
        List.of(
            "in input HostSpan in_valid in_ready 32",
            "out output HostBurst out_valid out_ready 32",
            "response input BurstDone response_valid response_ready 8",
            "done output SpanDone done_valid done_ready 8"),
        manifest.streams().stream()
            .map(
                stream ->
                    String.join(
                        " ",
                        stream.name(),
                        stream.direction(),
                        stream.record(),
                        stream.valid(),
                        stream.ready(),
                        String.valueOf(stream.slotBytes())))
            .toList());
  }

  @Test
  void shouldLayOutTheRecords() {
    assertEquals(
        "op:1@0+1 address:64@8+8 bytes:32@16+4 padBytes:8@20+1 permitted:1@21+1 guest:8@22+1"
            + " tag:16@24+2",
        layout("in"));
    assertEquals(
        "op:1@0+1 address:64@8+8 bytes:13@16+2 offset:32@20+4 padBytes:8@24+1 guest:8@25+1"
            + " tag:16@26+2 slot:8@28+1 first:1@29+1 last:1@30+1",
        layout("out"));
    assertEquals("slot:8@0+1 failed:1@1+1", layout("response"));
    assertEquals("op:1@0+1 guest:8@1+1 tag:16@2+2 slot:8@4+1 status:2@5+1", layout("done"));
    assertEquals("in_bits_address", manifest.stream("in").fields().get(1).port());
  }

  private String layout(String stream) {
    return manifest.stream(stream).fields().stream()
        .map(
            field ->
                String.format(
                    Locale.ROOT,
                    "%s:%d@%d+%d",
                    field.name(),
                    field.widthBits(),
                    field.offsetBytes(),
                    field.sizeBytes()))
        .collect(Collectors.joining(" "));
  }

  @Test
  void shouldListEveryPortOfTheVerilog() throws IOException {
    Map<String, Manifest.Port> ports =
        manifest.ports().stream().collect(Collectors.toMap(Manifest.Port::name, port -> port));
    assertEquals(38, ports.size());
    assertEquals(new Manifest.Port("in_bits_address", "input", 64), ports.get("in_bits_address"));
    assertEquals(new Manifest.Port("in_ready", "output", 1), ports.get("in_ready"));
    assertEquals(
        new Manifest.Port("registers_address", "input", 16), ports.get("registers_address"));
    String header = Files.readString(directory.resolve("AlignmentSplitter.sv")).split("\\);", 2)[0];
    for (String port : ports.keySet()) {
      assertTrue(header.matches("(?s).*\\b" + port + "\\b.*"), port);
    }
  }

  @Test
  void shouldDescribeTheRegisters() {
    assertEquals(
        List.of(
            "readLineBytes",
            "writeLineBytes",
            "maxPayloadBytes",
            "maxReadRequestBytes",
            "policy",
            "memoryModel",
            "costTransaction",
            "costLine",
            "headerBytes",
            "requests",
            "emptyRequests",
            "rejectedRequests",
            "failedRequests",
            "readTransactions",
            "writeTransactions",
            "fullLineWrites",
            "partialLineWrites",
            "lineReads",
            "payloadBytes",
            "memoryBytes",
            "busBytes"),
        manifest.registers().stream().map(Manifest.Register::name).toList());
    expectChoice("readLineBytes", 9, 64, LINES);
    expectChoice("writeLineBytes", 9, 64, LINES);
    expectChoice("maxPayloadBytes", 13, 256, BURSTS);
    expectChoice("maxReadRequestBytes", 13, 512, BURSTS);
    expectChoice("policy", 2, 1, List.of(0L, 1L, 2L, 3L));
    expectChoice("memoryModel", 1, 0, List.of(0L, 1L));
    assertEquals(
        Map.of("OFF", 0L, "ALWAYS", 1L, "ISOLATE_TAIL", 2L, "COST", 3L),
        manifest.register("policy").labels());
    assertEquals(
        Map.of("PER_LINE", 0L, "PER_TRANSACTION", 1L), manifest.register("memoryModel").labels());
    expectRange("costTransaction", 24, 255);
    expectRange("costLine", 64, 255);
    expectRange("headerBytes", 24, 63);
    assertEquals(
        List.of("maxPayloadBytes >= writeLineBytes", "maxReadRequestBytes >= readLineBytes"),
        manifest.rules());
  }

  @Test
  void shouldPlaceTheRegistersAtMultiplesOfEight() {
    for (int i = 0; i < manifest.registers().size(); i++) {
      Manifest.Register register = manifest.registers().get(i);
      assertEquals(8 * i, register.address(), register.name());
      assertEquals(i < 9, register.writable(), register.name());
      if (!register.writable()) {
        assertEquals(64, register.widthBits(), register.name());
        assertEquals(0, register.reset(), register.name());
        assertNull(register.allowed(), register.name());
      }
    }
  }

  private void expectChoice(String name, int widthBits, long reset, List<Long> allowed) {
    Manifest.Register register = manifest.register(name);
    assertEquals(widthBits, register.widthBits(), name);
    assertEquals(reset, register.reset(), name);
    assertEquals(allowed, register.allowed(), name);
    assertNull(register.minimum(), name);
  }

  private void expectRange(String name, long reset, long maximum) {
    Manifest.Register register = manifest.register(name);
    assertEquals(reset, register.reset(), name);
    assertNull(register.allowed(), name);
    assertEquals(0, register.minimum(), name);
    assertEquals(maximum, register.maximum(), name);
  }

  @Test
  void shouldTakeResetValuesAndWidthsFromSettings() {
    Manifest changed =
        generate(
            Map.of("readLineBytes", "128", "policy", "cost", "tagBits", "40", "requestSlots", "16"),
            scratch.resolve("changed"));
    assertEquals(128, changed.register("readLineBytes").reset());
    assertEquals(3, changed.register("policy").reset());
    assertEquals(128L, changed.parameters().get("readLineBytes"));
    assertEquals(40, changed.stream("done").fields().get(2).widthBits());
    assertEquals(4, changed.stream("response").fields().get(0).widthBits());
    assertEquals(24, changed.stream("done").slotBytes());
    assertNotEquals(manifest.buildId(), changed.buildId());
  }

  @Test
  void shouldReadWhatItWrote() throws IOException {
    assertEquals(manifest, Manifest.read(directory));
    assertTrue(manifest.buildId().matches("[0-9a-f]{64}"), manifest.buildId());
    assertEquals(manifest.buildId(), BuildId.of(manifest, directory));
  }

  @Test
  void shouldIdentifyChangedFiles() throws IOException {
    Path copy = Files.createDirectories(scratch.resolve("copy"));
    AtomicDirectory.copyFiles(directory, copy);
    Files.writeString(
        copy.resolve("AlignmentSplitter.sv"), "module AlignmentSplitter(); endmodule");
    assertNotEquals(manifest.buildId(), BuildId.of(manifest, copy));
  }

  @Test
  void shouldRefuseWhatIsNoManifest() throws IOException {
    Path empty = Files.createDirectories(scratch.resolve("empty"));
    String missing = assertThrows(RtlGenException.class, () -> Manifest.read(empty)).getMessage();
    assertEquals("there is no manifest: file=" + empty.resolve("manifest.json"), missing);
    Files.writeString(empty.resolve("manifest.json"), "{\"block\": \"alignment-splitter\"}");
    String partial = assertThrows(RtlGenException.class, () -> Manifest.read(empty)).getMessage();
    assertTrue(partial.contains("a manifest must have top"), partial);
    String whole = Files.readString(directory.resolve("manifest.json"));
    Files.writeString(
        empty.resolve("manifest.json"), whole.replace("\"block\"", "\"tpo\": 1, \"block\""));
    String misspelt = assertThrows(RtlGenException.class, () -> Manifest.read(empty)).getMessage();
    assertTrue(misspelt.contains("tpo"), misspelt);
  }

  @Test
  void shouldRefuseUnknownStreamsAndRegisters() {
    assertEquals(
        "block alignment-splitter has no stream=inn",
        assertThrows(RtlGenException.class, () -> manifest.stream("inn")).getMessage());
    assertEquals(
        "block alignment-splitter has no register=line",
        assertThrows(RtlGenException.class, () -> manifest.register("line")).getMessage());
  }
}
