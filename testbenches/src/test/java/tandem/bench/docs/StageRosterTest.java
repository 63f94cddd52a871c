package tandem.bench.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tandem.cosim.regress.Bench;
import tandem.cosim.regress.Benches;
import tandem.rtlgen.RtlGenerator;

/** Every stage of the list is found by its name wherever a stage has something. */
class StageRosterTest {
  private static final Path ROOT = Path.of("..");
  private static final Path PAGES = ROOT.resolve("docs/blocks");

  @TestFactory
  Stream<DynamicTest> shouldHaveAllThatAStageHas() throws IOException {
    List<Stage> stages = Stage.all(ROOT);
    assertFalse(stages.isEmpty());
    Set<String> benched = Benches.all().stream().map(Bench::block).collect(Collectors.toSet());
    return stages.stream().map(s -> dynamicTest(s.stage(), () -> requireAll(s, benched)));
  }

  private static void requireAll(Stage stage, Set<String> benched) throws IOException {
    String file = stage.tree() + "/" + stage.stage();
    requireText("hw/src/main/scala/tandem/hw/" + file + ".scala", "class " + stage.stage());
    requireText("java-model/src/main/java/tandem/model/" + file + ".java", stage.stage());
    requireText("docs/blocks/" + stage.page(), stage.stage());
    requireText("testbenches/testplan/" + stage.plan() + ".yaml", "- point: " + stage.plan() + ".");
    requireText("README.md", "(docs/blocks/" + stage.page() + ")");
    assertTrue(benched.contains(stage.block()), () -> "no bench: block=" + stage.block());
  }

  private static void requireText(String file, String text) throws IOException {
    Path path = ROOT.resolve(file);
    assertTrue(Files.exists(path), () -> "missing: file=" + file);
    assertTrue(Files.readString(path).contains(text), () -> file + " does not say: " + text);
  }

  @Test
  void shouldListEveryBlock() throws IOException {
    assertEquals(new TreeSet<>(RtlGenerator.blocks()), listed(Stage::block));
  }

  @Test
  void shouldListEveryPage() throws IOException {
    try (Stream<Path> files = Files.list(PAGES)) {
      Set<String> pages =
          files
              .map(page -> page.getFileName().toString())
              .filter(page -> page.endsWith(".md") && !page.endsWith("-contract.md"))
              .collect(Collectors.toCollection(TreeSet::new));
      assertEquals(pages, listed(Stage::page));
    }
  }

  private static Set<String> listed(Function<Stage, String> what) throws IOException {
    return Stage.all(ROOT).stream().map(what).collect(Collectors.toCollection(TreeSet::new));
  }
}
