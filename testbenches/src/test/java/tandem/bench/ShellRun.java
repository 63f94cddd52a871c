package tandem.bench;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a line of sh came to; both its outputs are one text. */
public record ShellRun(int status, String text) {
  private static final int NO_MOUNT = 77;

  /** Runs a line in a folder. */
  public static ShellRun of(Path folder, String line) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(List.of("sh", "-c", line))
            .directory(folder.toFile())
            .redirectErrorStream(true);
    builder.environment().put("JAVA", Path.of(System.getProperty("java.home"), "bin/java") + "");
    builder.environment().put("CLASSES", System.getProperty("java.class.path"));
    Process process = builder.start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new ShellRun(process.waitFor(), text);
  }

  /** Runs a line in a mount namespace whose {@code disk} has that many KiB; skips without root. */
  public static ShellRun onSmallDisk(Path folder, int kib, String line)
      throws IOException, InterruptedException {
    Files.createDirectories(folder.resolve("disk"));
    String mount = "mount -t tmpfs -o size=" + kib + "k tmpfs disk || exit " + NO_MOUNT + "; ";
    ShellRun run = of(folder, "unshare -m sh -c '" + mount + line + "'");
    // Status 1 is unshare's own; the lines that are run end with an echo of theirs.
    assumeTrue(run.status() == 0, "needs to be root, to mount a small disk: " + run.text());
    return run;
  }

  /** The command line in a JVM of its own, as a part of a line; its status is told behind it. */
  public static String tandem(String arguments) {
    return tandem("-XX:+UseSerialGC", arguments);
  }

  /** The same with other options of the JVM. */
  public static String tandem(String options, String arguments) {
    String main = "tandem.cosim.cli.Tandem ";
    return "\"$JAVA\" " + options + " -cp \"$CLASSES\" " + main + arguments + "; echo status=$?";
  }
}
