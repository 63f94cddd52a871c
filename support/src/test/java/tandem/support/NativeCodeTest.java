package tandem.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeCodeTest {
  @TempDir Path directory;

  @Test
  void shouldNameTheVariableWhereCodeMayNotBeExecuted() throws IOException {
    Path file = Files.writeString(directory.resolve("lib.so"), "");
    RefusedException refused =
        assertThrows(RefusedException.class, () -> NativeCode.executable(file));
    assertTrue(refused.getMessage().startsWith(file + " may not be executed"));
    assertTrue(refused.getMessage().contains("noexec"));
    assertTrue(refused.getMessage().contains("TANDEM_CACHE"));
  }

  @Test
  void shouldSayInOneLineWhatTheLoaderSays() throws IOException {
    Path file = Files.writeString(directory.resolve("lib.so"), "no code");
    assertTrue(file.toFile().setExecutable(true));
    RefusedException refused = assertThrows(RefusedException.class, () -> NativeCode.load(file));
    assertTrue(refused.getMessage().startsWith("cannot be loaded: " + file));
    assertEquals(1, refused.getMessage().lines().count());
  }
}
