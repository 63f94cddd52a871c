package tandem.bench.regress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tandem.bench.ShellRun;

/** A JVM with too little memory says so in one line, with the status of what cannot be done. */
class OutOfMemoryTest {
  private static final String LITTLE = "-XX:+UseSerialGC -Xmx14m";

  @TempDir Path folder;

  @BeforeEach
  void writeInputs() throws IOException {
    Files.writeString(folder.resolve("t.csv"), "connection,op,bytes\n1,write,300\n");
    try (InputStream in =
        getClass().getResourceAsStream("/former-cases/reassembly-random.case.json")) {
      String small = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      String large =
          small.replaceFirst("\"events\" *: *\\[", "$0" + "\"an event\",".repeat(1 << 20));
      assertTrue(large.length() > small.length() + (1 << 20));
      Files.writeString(folder.resolve("case.json"), large);
    }
  }

  @ParameterizedTest(name = "[{index}] {0}")
  @ValueSource(
      strings = {
        "waves show case.json --out w",
        "waves compare case.json --out w",
        "run schedule --in t.csv --engine rtl --simulator jvm --out o"
      })
  void shouldSayInOneLineThatMemoryIsShort(String command) throws Exception {
    String line = "export TANDEM_CACHE=cache; " + ShellRun.tandem(LITTLE, command);
    String text = ShellRun.of(folder, line).text();
    assertEquals(
        "tandem: out of memory: Java heap space;"
            + " TANDEM_JAVA_OPTS=-Xmx8g, for example, gives more\nstatus=2\n",
        text.replace("GC overhead limit exceeded", "Java heap space"));
  }

  /** So that the others do not pass for want of memory for anything at all. */
  @Test
  void shouldStillDoWhatNeedsLittle() throws Exception {
    String command = "run schedule --in t.csv --engine model --out o";
    String text = ShellRun.of(folder, ShellRun.tandem(LITTLE, command)).text();
    assertEquals("status=0", text.lines().skip(1).findFirst().orElseThrow(), text);
  }
}
