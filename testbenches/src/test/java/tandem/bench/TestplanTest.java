package tandem.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import tandem.cosim.regress.Bench;
import tandem.cosim.regress.Benches;

/** The testplans name what there is, and every bench and every test of a stage is named by one. */
class TestplanTest {
  private static final Path PLANS = Path.of("testplan");
  private static final String[] PACKAGES = {
    "tandem.bench.block.",
    "tandem.bench.mem.",
    "tandem.bench.rx.",
    "tandem.bench.regress.",
    "tandem.bench.tx."
  };

  /** Runs of the runner's own tests, which no stage has a point for. */
  private static final String RUNNER_BENCHES = "test-";

  private record Point(
      String point,
      String why,
      String stimulus,
      String checking,
      List<String> tests,
      List<String> benches) {}

  @Test
  void shouldNameOnlyTestsAndBenchesThatExist() throws IOException {
    Set<String> benches = benches();
    int named = 0;
    for (Point point : points()) {
      assertTrue(
          !point.tests.isEmpty() || !point.benches.isEmpty(), "nothing shows " + point.point);
      for (String test : point.tests) {
        assertTrue(isTest(test), point.point + " names a test that is not there: " + test);
        named++;
      }
      assertTrue(benches.containsAll(point.benches), point.point + " names " + point.benches);
    }
    assertTrue(named > 0);
  }

  @Test
  void shouldClaimEveryBench() throws IOException {
    Set<String> claimed = new TreeSet<>();
    points().forEach(p -> claimed.addAll(p.benches));
    Set<String> benches = benches();
    benches.removeIf(b -> b.startsWith(RUNNER_BENCHES));
    assertEquals(benches, claimed);
  }

  @Test
  void shouldClaimEveryNumberedRequirementThatIsTested() throws IOException {
    Set<String> claimed = new TreeSet<>();
    points().forEach(p -> claimed.addAll(p.tests));
    for (Method method : testClass("AlignmentSplitterTest").getDeclaredMethods()) {
      if (method.isAnnotationPresent(Test.class)) {
        assertTrue(claimed.contains("AlignmentSplitterTest." + method.getName()), method::getName);
      }
    }
  }

  private static Set<String> benches() {
    Set<String> names = new TreeSet<>();
    Benches.all().stream().map(Bench::name).forEach(names::add);
    return names;
  }

  private static boolean isTest(String name) {
    String[] parts = name.split("\\.");
    return Arrays.stream(testClass(parts[0]).getDeclaredMethods())
        .filter(m -> m.getName().equals(parts[1]))
        .anyMatch(
            m ->
                m.isAnnotationPresent(Test.class)
                    || m.isAnnotationPresent(TestFactory.class)
                    || m.isAnnotationPresent(ParameterizedTest.class));
  }

  private static Class<?> testClass(String simpleName) {
    for (String prefix : PACKAGES) {
      try {
        return Class.forName(prefix + simpleName);
      } catch (ClassNotFoundException e) {
        // the next package
      }
    }
    throw new AssertionError("no such test class: " + simpleName);
  }

  private static List<Point> points() throws IOException {
    List<Point> points = new ArrayList<>();
    try (Stream<Path> plans = Files.list(PLANS)) {
      for (Path plan : plans.sorted().toList()) {
        points.addAll(
            new YAMLMapper().readValue(plan.toFile(), new TypeReference<List<Point>>() {}));
      }
    }
    return points;
  }
}
