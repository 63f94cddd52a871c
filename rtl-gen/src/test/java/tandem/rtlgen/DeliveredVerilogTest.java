package tandem.rtlgen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tandem.support.ExternalTool;

/** What lies in the folder of a block is all that a reader of Verilog needs, and no more. */
class DeliveredVerilogTest {
  private static final Pattern MODULE = Pattern.compile("(?m)^module (\\w+)");

  /** Shared, as both tests look at the same RTL. */
  @TempDir static Path cache;

  @TempDir Path scratch;

  static List<String> blocks() {
    return RtlGenerator.blocks();
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void shouldBeCleanToVerilatorByTheFileListAlone(String block) {
    Path folder = generate(block, Flavour.SYNTHESIS);
    ExternalTool.Run lint =
        run("verilator", folder, "--lint-only", "-Wall", "--top-module", top(folder), "-f");
    assertEquals("", complaints(lint));
    assertEquals(0, lint.exitStatus());
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void shouldBeReadWithAssertionsByEveryTool(String block) throws IOException {
    Path folder = generate(block, Flavour.SIMULATION);
    String top = top(folder);
    ExternalTool.Run lint = run("verilator", folder, "--lint-only", "--top-module", top, "-f");
    assertEquals("", complaints(lint));
    ExternalTool.Run icarus = run("iverilog", folder, "-g2012", "-t", "null", "-s", top, "-f");
    assertEquals("", icarus.output());
    String script =
        "read_verilog -sv %s; hierarchy -check -top %s; proc"
            .replaceFirst("%s", String.join(" ", Manifest.read(folder).files()))
            .replace("%s", top);
    ExternalTool.Run yosys =
        new ExternalTool("yosys", "yosys").run(folder, List.of("-q", "-p", script));
    assertEquals(0, yosys.exitStatus(), yosys.output());
    assertTrue(
        Stream.of(folder.toFile().list())
            .filter(name -> name.endsWith(".sv"))
            .anyMatch(name -> read(folder.resolve(name)).contains("`else\n")),
        "there are no assertions to guard");
  }

  /** Verilog of any blocks can be compiled together. */
  @Test
  void shouldHaveNoModuleInTwoBlocks() {
    Map<String, String> owners = new TreeMap<>();
    for (String block : blocks()) {
      for (String module : modules(generate(block, Flavour.SYNTHESIS))) {
        assertEquals(null, owners.put(module, block), module);
      }
    }
    assertTrue(owners.containsKey("AlignmentSplitter_RegisterFile"), owners.toString());
  }

  private Path generate(String block, Flavour flavour) {
    return new RtlGenerator(cache)
        .generate(block, Map.of(), flavour, scratch.resolve(block))
        .directory();
  }

  /** What Verilator says but for its report, which newer ones give of every run. */
  private static String complaints(ExternalTool.Run lint) {
    return lint.output()
        .lines()
        .filter(line -> !line.startsWith("- "))
        .collect(Collectors.joining("\n"));
  }

  private static Set<String> modules(Path folder) {
    return Manifest.read(folder).files().stream()
        .flatMap(file -> MODULE.matcher(read(folder.resolve(file))).results())
        .map(found -> found.group(1))
        .collect(Collectors.toSet());
  }

  private static String top(Path folder) {
    return Manifest.read(folder).top();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Gives the tool the file list behind its last option. */
  private static ExternalTool.Run run(String tool, Path folder, String... options) {
    List<String> arguments = new java.util.ArrayList<>(List.of(options));
    arguments.add(RtlFiles.fileList(top(folder)));
    return new ExternalTool(tool, tool).run(folder, arguments);
  }
}
