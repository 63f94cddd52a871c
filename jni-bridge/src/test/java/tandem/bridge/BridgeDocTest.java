package tandem.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The examples in docs/bridge.md are those that {@link BridgeExamplesTest} runs. */
class BridgeDocTest {
  private static final Pattern IN_SOURCE =
      Pattern.compile("(?s)// example: (\\w+)\\n(.*?)\\n *// end\\n");
  private static final Pattern IN_PAGE =
      Pattern.compile("(?s)<!-- example: (\\w+) -->\\n```java\\n(.*?)\\n```");

  @Test
  void shouldShowWhatTheTestsRun() throws IOException {
    Path root = root();
    String source = "jni-bridge/src/test/java/tandem/bridge/BridgeExamplesTest.java";
    Map<String, String> run = blocks(IN_SOURCE, Files.readString(root.resolve(source)));
    Map<String, String> shown = blocks(IN_PAGE, Files.readString(root.resolve("docs/bridge.md")));
    assertEquals(run, shown);
  }

  private static Path root() {
    Path directory = Path.of("").toAbsolutePath();
    while (!Files.exists(directory.resolve("docs/bridge.md"))) {
      directory = directory.getParent();
    }
    return directory;
  }

  private static Map<String, String> blocks(Pattern pattern, String text) {
    Map<String, String> blocks = new TreeMap<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      blocks.put(matcher.group(1), matcher.group(2).stripIndent().strip());
    }
    return blocks;
  }
}
