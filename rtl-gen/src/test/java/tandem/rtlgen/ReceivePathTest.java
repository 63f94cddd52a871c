package tandem.rtlgen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The blocks of the receive path against their contract, and through the gates. */
class ReceivePathTest {
  private static final Path CONTRACT = Path.of("..", "docs", "blocks", "receive-path-contract.md");

  /** Small, so that lint is quick. */
  private static final Map<String, String> SMALL =
      Map.of(
          "flowEntries", "8",
          "flowWays", "2",
          "guests", "4",
          "maxIsles", "2",
          "maxFrameBytes", "1024",
          "storeBeats", "16",
          "frameBufferBeats", "16");

  @TempDir static Path scratch;
  private static Path directory;
  private static Manifest manifest;
  private static String contract;

  @BeforeAll
  static void generate() throws IOException {
    GeneratedRtl rtl = generate("receive-path", SMALL);
    directory = rtl.directory();
    manifest = rtl.manifest();
    contract = Files.readString(CONTRACT);
  }

  private static GeneratedRtl generate(String block, Map<String, String> settings) {
    return new RtlGenerator(scratch.resolve("cache"))
        .generate(block, settings, Flavour.SYNTHESIS, scratch.resolve(block));
  }

  /** The part of the contract under that heading. */
  private static String section(String heading) {
    String rest = contract.substring(contract.indexOf("\n## " + heading));
    int end = rest.indexOf("\n## ", 1);
    return end < 0 ? rest : rest.substring(0, end);
  }

  @Test
  void shouldHaveTheRegistersOfTheContract() {
    Pattern row = Pattern.compile("(?m)^\\| (\\w+) \\| [^|]* \\| (\\d+) \\|");
    Matcher rows = row.matcher(section("3. Registers"));
    List<String> expected = new ArrayList<>();
    while (rows.find()) {
      expected.add(
          String.format(
              Locale.ROOT, "%s=%s@%d", rows.group(1), rows.group(2), 8 * expected.size()));
    }
    assertTrue(expected.size() > 40, "the table is there");
    assertEquals(
        expected,
        manifest.registers().stream()
            .filter(Manifest.Register::writable)
            .map(r -> String.format(Locale.ROOT, "%s=%d@%d", r.name(), r.reset(), r.address()))
            .toList());
  }

  @Test
  void shouldHaveTheCountersOfTheContract() {
    String text = section("8. End reasons and counters");
    String list = text.substring(text.indexOf("in this order:") + "in this order:".length());
    list = list.substring(0, list.indexOf("\nFrame counters"));
    List<String> expected = new ArrayList<>();
    String innermost = "\\([^()]*\\)";
    list = list.replaceAll(innermost, "").replaceAll(innermost, "");
    for (String item : list.strip().replaceFirst("\\.$", "").split(",")) {
      Matcher histogram = Pattern.compile("(\\w+?)0\\.\\.\\D*(\\d+)").matcher(item.trim());
      if (histogram.matches()) {
        for (int k = 0; k <= Integer.parseInt(histogram.group(2)); k++) {
          expected.add(histogram.group(1) + k);
        }
      } else {
        expected.add(item.trim());
      }
    }
    assertEquals(
        expected,
        manifest.registers().stream()
            .filter(r -> !r.writable())
            .map(Manifest.Register::name)
            .toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "in FrameBeat",
        "control ControlEvent",
        "out HostRun",
        "place SegmentPlace",
        "payload PayloadBeat"
      })
  void shouldCarryTheRecordsOfTheContract(String streamAndRecord) {
    String[] names = streamAndRecord.split(" ");
    assertEquals(names[1], manifest.stream(names[0]).record());
    assertEquals(fields(names[1]), layout(manifest.stream(names[0])));
  }

  @Test
  void shouldCarryTheRecordsBetweenTheStages() {
    Manifest parser = generate("receive-parser", Map.of()).manifest();
    Manifest builder = generate("header-builder", Map.of()).manifest();
    assertEquals(fields("FrameBeat"), layout(parser.stream("in")));
    assertEquals(fields("ParsedSegment"), layout(parser.stream("out")));
    assertEquals(fields("SegmentRun"), layout(builder.stream("in")));
    assertEquals(fields("HostRun"), layout(builder.stream("out")));
  }

  /** Names and widths as the contract lists them behind the name of the record. */
  private static List<String> fields(String record) {
    String text = section("1. Records");
    text = text.substring(text.indexOf("**" + record + "**"));
    String paragraph = text.split("\\n(?:- |\\n)", 2)[0];
    Matcher field = Pattern.compile("(\\w+)\\((\\d+)[^)]*\\)").matcher(paragraph);
    List<String> fields = new ArrayList<>();
    while (field.find()) {
      fields.add(field.group(1) + ":" + field.group(2));
    }
    return fields;
  }

  private static List<String> layout(Manifest.Stream stream) {
    return stream.fields().stream().map(f -> f.name() + ":" + f.widthBits()).toList();
  }

  @Test
  void shouldBeAcceptedByTheLinter() {
    new LintGate().check(directory).requirePassed();
  }

  @ParameterizedTest
  @ValueSource(strings = {"receive-parser", "header-builder", "receive-path"})
  void shouldBeAcceptedByAllTools(String block) {
    Path rtl = generate(block, Map.of()).directory();
    new LintGate().check(rtl).requirePassed();
    GateReport synthesis = new SynthGate().check(rtl);
    assertTrue(synthesis.passed(), synthesis.output());
    assertFalse(synthesis.output().contains("Warning"), synthesis.output());
  }
}
