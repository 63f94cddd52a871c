package tandem.bench.block;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tandem.bench.TestRtl;
import tandem.cosim.regress.Benches;
import tandem.cosim.regress.CaseFile;
import tandem.cosim.regress.Verdict;
import tandem.cosim.stream.TraceWindow;

/** Case files that were written when each block had a scenario of its own still replay. */
class FormerCasesTest {
  private static final Path CASES = Path.of("src/test/resources/former-cases");

  static List<Path> cases() throws IOException {
    try (Stream<Path> files = Files.list(CASES)) {
      return files.sorted().toList();
    }
  }

  @Test
  void shouldHaveACaseOfEachFormerScenario() throws IOException {
    List<String> blocks = cases().stream().map(file -> CaseFile.read(file).block()).toList();
    assertEquals(
        List.of(
            "context-cache",
            "execution-stub",
            "work-request-fetch",
            "header-builder",
            "receive-parser",
            "work-request-path",
            "read-reassembly",
            "receive-path",
            "lookahead-scheduler",
            "alignment-splitter"),
        blocks);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void shouldReplay(Path file) {
    CaseFile recorded = CaseFile.read(file);
    Verdict verdict =
        Benches.harness(recorded.block())
            .replay(recorded.scenario(), TestRtl.generated(), TraceWindow.none());
    assertTrue(verdict.isAgreed(), verdict::toString);
    assertTrue(verdict.records() > 5, verdict::toString);
  }
}
