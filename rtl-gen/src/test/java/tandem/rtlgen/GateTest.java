package tandem.rtlgen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tandem.support.MissingToolException;

class GateTest {
  @TempDir Path scratch;

  private Path generate(String settings) {
    return generate("alignment-splitter", settings);
  }

  private Path generate(String block, String settings) {
    Map<String, String> values =
        Stream.of(settings.split(" "))
            .filter(setting -> !setting.isEmpty())
            .map(setting -> setting.split("="))
            .collect(
                Collectors.toMap(
                    setting -> setting[0], setting -> setting[1], (a, b) -> b, TreeMap::new));
    return new RtlGenerator(scratch.resolve("cache"))
        .generate(block, values, Flavour.SYNTHESIS, scratch.resolve("rtl"))
        .directory();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "requestSlots=2 addressBits=16 lengthBits=13 guestBits=1 tagBits=1",
        "requestSlots=4 guestBits=16 tagBits=64 readLineBytes=0 writeLineBytes=256"
            + " maxReadRequestBytes=32 maxPayloadBytes=4096 policy=COST"
            + " memoryModel=PER_TRANSACTION",
      })
  void shouldBeAcceptedByAllTools(String settings) {
    Path rtl = generate(settings);
    new LintGate().check(rtl).requirePassed();
    requireSynthesis(rtl);
  }

  private static void requireSynthesis(Path rtl) {
    GateReport synthesis = new SynthGate().check(rtl);
    assertTrue(synthesis.passed(), synthesis.output());
    assertFalse(synthesis.output().contains("Warning"), synthesis.output());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "reassemblyBeats=8 requestSlots=2 addressBits=16 lengthBits=13 tagBits=1"})
  void shouldAcceptTheReassembly(String settings) {
    new LintGate().check(generate("read-reassembly", settings)).requirePassed();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "work-request-fetch | ''",
        "work-request-fetch | fetchSlots=1 connectionBits=1 addressBits=16",
        "execution-stub     | ''",
        "execution-stub     | executionSlots=1 cacheEntries=1 connectionBits=1",
        "work-request-path  | ''",
        "work-request-path  | cacheEntries=64 cacheWays=8 connectionBits=24 numQueues=4 maxWindow=16",
        "work-request-path  | queueDepth=64 maxWindow=1 numQueues=3 cacheEntries=1 connectionBits=1"
            + " outstandingLoads=1 parkedRequests=1 outstandingStores=1 fetchSlots=1"
            + " executionSlots=1 addressBits=16",
      })
  void shouldAcceptTheWorkRequests(String block, String settings) {
    new LintGate().check(generate(block, settings)).requirePassed();
  }

  /** At the default parameters: with every memory in its real size. */
  @ParameterizedTest
  @ValueSource(
      strings = {"read-reassembly", "work-request-fetch", "execution-stub", "work-request-path"})
  void shouldSynthesize(String block) {
    requireSynthesis(generate(block, ""));
  }

  @Test
  void shouldWriteANetlistWithThePortsOfTheRtl() throws IOException {
    Path rtl = generate("requestSlots=2 tagBits=1 lengthBits=13");
    Path netlist = scratch.resolve("gates/netlist.v");
    new SynthGate().checkAndWriteNetlist(rtl, netlist).requirePassed();
    String gates = Files.readString(netlist);
    assertTrue(gates.contains("module AlignmentSplitter("));
    for (Manifest.Port port : Manifest.read(rtl).ports()) {
      assertTrue(gates.contains(port.name()), port.name());
    }
  }

  @Test
  void shouldFailOnBadVerilogAndSayWhere() throws IOException {
    Path rtl = generate("requestSlots=2");
    Files.writeString(
        rtl.resolve("AlignmentSplitter.sv"),
        "module AlignmentSplitter(input clock, output reg q);\n"
            + "  always_comb if (clock) q = 1'b1;\nendmodule\n");
    GateReport lint = new LintGate().check(rtl);
    assertFalse(lint.passed());
    assertTrue(lint.output().contains("AlignmentSplitter.sv:2"), lint.output());
    assertFalse(new SynthGate().check(rtl).passed());
    String message = assertThrows(RtlGenException.class, lint::requirePassed).getMessage();
    assertTrue(message.startsWith("gate lint failed: %"), message);
  }

  /** A latch, a loop, a wire without a driver and one with two, each for its own reason. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "always @* if (d[0]) q = d[1];"
            + "| Assertion failed: selection is not empty: t:$_DLATCH_*",
        "wire a, b; assign a = b ^ d[0]; assign b = a ^ d[1]; always @* q = a;"
            + "| found logic loop in module AlignmentSplitter",
        "wire a; always @* q = a; | Wire AlignmentSplitter.\\a is used but has no driver",
        "wire a; assign a = d[0]; assign a = d[1]; always @* q = a;"
            + "| multiple conflicting drivers for AlignmentSplitter",
      })
  void shouldRefuseToSynthesize(String body, String reason) throws IOException {
    GateReport synthesis = synthesize(body);
    assertFalse(synthesis.passed());
    assertTrue(synthesis.output().contains(reason), synthesis.output());
  }

  /** What the refused ones have in common is not refused. */
  @Test
  void shouldSynthesizeASoundBodyInTheirPlace() throws IOException {
    GateReport synthesis = synthesize("wire a; assign a = d[0] ^ d[1]; always @* q = a;");
    assertTrue(synthesis.passed(), synthesis.output());
  }

  private GateReport synthesize(String body) throws IOException {
    Path rtl = generate("requestSlots=2");
    Files.writeString(
        rtl.resolve("AlignmentSplitter.sv"),
        "module AlignmentSplitter(input [1:0] d, output reg q);\n" + body + "\nendmodule\n");
    return new SynthGate().check(rtl);
  }

  @Test
  void shouldNameTheMissingToolAndItsPackage() {
    Path rtl = generate("requestSlots=2");
    MissingToolException missing =
        assertThrows(MissingToolException.class, () -> new LintGate("no-such-tool").check(rtl));
    assertEquals(
        "missing tool: no-such-tool; install it with: apt-get install verilator",
        missing.getMessage());
    missing =
        assertThrows(
            MissingToolException.class, () -> new SynthGate("no-such-tool", "iverilog").check(rtl));
    assertEquals(
        "missing tool: no-such-tool; install it with: apt-get install yosys", missing.getMessage());
  }
}
