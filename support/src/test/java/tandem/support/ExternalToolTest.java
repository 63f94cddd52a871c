package tandem.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExternalToolTest {
  private static final ExternalTool SHELL = new ExternalTool("sh", "dash");

  @TempDir Path directory;

  @Test
  void shouldGiveBothChannelsAndTheStatus() {
    ExternalTool.Run run = SHELL.run(directory, List.of("-c", "echo out; echo err >&2; exit 3"));
    assertEquals(new ExternalTool.Run(3, "out\nerr\n"), run);
  }

  @Test
  void shouldHaveTheOutputOfAFailureInItsMessage() {
    Exception failed =
        assertThrows(
            ToolFailedException.class,
            () -> SHELL.output(directory, List.of("-c", "echo no; exit 1")));
    assertEquals("sh failed: status=1\nno", failed.getMessage());
  }

  @Test
  void shouldSayHowToInstallWhatIsMissing() {
    ExternalTool missing = new ExternalTool("no-such-tool", "some-package");
    Exception e =
        assertThrows(MissingToolException.class, () -> missing.output(directory, List.of()));
    assertEquals(
        "missing tool: no-such-tool; install it with: apt-get install some-package",
        e.getMessage());
  }

  @Test
  void shouldNotCallAToolMissingThatCannotBeStarted() throws IOException {
    Path script = Files.writeString(directory.resolve("script"), "#!/bin/sh\n");
    ExternalTool notExecutable = new ExternalTool(script.toString(), "x");
    Exception e =
        assertThrows(ToolFailedException.class, () -> notExecutable.output(directory, List.of()));
    assertTrue(e.getMessage().contains("Permission denied"), e.getMessage());
    Path gone = directory.resolve("gone");
    assertThrows(ToolFailedException.class, () -> SHELL.output(gone, List.of("-c", "true")));
  }

  @Test
  void shouldEndTheToolWithItsChildrenWhenInterrupted() throws Exception {
    Path pid = directory.resolve("pid");
    Thread runner =
        new Thread(
            () ->
                assertThrows(
                    ToolFailedException.class,
                    () ->
                        SHELL.run(
                            directory, List.of("-c", "sleep 600 & echo $! > p; mv p pid; wait"))));
    runner.start();
    while (!Files.exists(pid)) {
      Thread.sleep(10);
    }
    long child = Long.parseLong(Files.readString(pid).strip());
    runner.interrupt();
    runner.join();
    ProcessHandle.of(child).ifPresent(p -> p.onExit().join());
    assertFalse(ProcessHandle.of(child).map(ProcessHandle::isAlive).orElse(false));
  }
}
