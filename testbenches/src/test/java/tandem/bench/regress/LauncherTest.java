package tandem.bench.regress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tandem.bench.ShellRun;

/** What lies around the command line: the build in front of it and the workers behind it. */
class LauncherTest {
  private static final Path BUILD = Path.of("../scripts/build.sh");

  @TempDir Path folder;

  @Test
  void shouldNameTheColonInThePathOfACheckout() throws Exception {
    Path checkout = checkout("2026-01-02T03:04");
    ShellRun run = ShellRun.of(folder, checkout + "/scripts/build.sh");
    assertEquals(2, run.status(), run.text());
    assertEquals(
        "tandem: the path of the checkout must not hold a colon or a line break: "
            + checkout.toRealPath()
            + "\n",
        run.text());
  }

  @Test
  void shouldSayThatACheckoutIsSomebodyElses() throws Exception {
    Path checkout = checkout("theirs");
    String nobody = "setpriv --reuid 65534 --regid 65534 --clear-groups ";
    assumeTrue(ShellRun.of(folder, nobody + "true").status() == 0, "needs root to be another user");
    ShellRun run = ShellRun.of(folder, nobody + checkout + "/scripts/build.sh");
    assertEquals(2, run.status(), run.text());
    String reason = " may not write, and nothing is built yet; use a checkout of your own\n";
    assertTrue(run.text().startsWith("tandem: cannot build in " + checkout.toRealPath()));
    assertTrue(run.text().endsWith(reason), run.text());
    assertEquals(1, run.text().lines().count(), run.text());
  }

  /** {@code TANDEM_JAVA_OPTS} among them, and that native code is no surprise to newer JVMs. */
  @Test
  void shouldGiveTheOptionsOfItsJvmToTheWorkers() throws Exception {
    String options = "-Dtandem.java.options='-Dtandem.test.option=reached -Xss1m'";
    String line = "regress --report report --jobs 1 --bench test-options";
    String text = ShellRun.of(folder, ShellRun.tandem(options, line)).text();
    assertTrue(text.contains("tandem.test.option=reached"), text);
    assertTrue(text.endsWith("status=0\n"), text);
  }

  private Path checkout(String name) throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path scripts = Files.createDirectories(folder.resolve(name).resolve("scripts"));
    Path script = Files.copy(BUILD, scripts.resolve("build.sh"));
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    return scripts.getParent();
  }
}
