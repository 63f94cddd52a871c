package tandem.bench.regress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of outputs on a full disk, which native writers do not tell. */
class FullDiskTest {
  private record Ended(int status, String text) {}

  @TempDir Path folder;
  private Path capture;

  @BeforeEach
  void copyCapture() throws IOException {
    capture = folder.resolve("in.pcap");
    try (InputStream in = getClass().getResourceAsStream("/captures/rpc16_v4.pcap")) {
      Files.copy(in, capture);
    }
  }

  @Test
  void shouldLeaveNoCaptureThatIsNotWhole() throws Exception {
    // Room for the trial of 64 KiB before the run, not for the capture.
    String list = onSmallDisk(96, coalesce("disk/out.pcap", "out.jsonl") + "; ls -A disk");
    assertTrue(list.contains("status=2"), list);
    assertTrue(list.contains("out.pcap: cannot be written: "), list);
    assertTrue(list.strip().endsWith("status=2"), "nothing is left on the disk: " + list);
    assertTrue(Files.size(folder.resolve("out.jsonl")) > 0, "the other output is whole");
  }

  @Test
  void shouldRefuseAFullDiskBeforeTheRun() throws Exception {
    String list = onSmallDisk(8, coalesce("disk/out.pcap", "out.jsonl"));
    assertTrue(list.contains("--pcap-out=disk/out.pcap: cannot be written: No space left"), list);
    assertTrue(Files.notExists(folder.resolve("out.jsonl")), "nothing has run");
  }

  @Test
  void shouldSeeThatADeviceTakesNothing() throws Exception {
    Ended ended = run(coalesce("/dev/full", "out.jsonl"));
    assertTrue(ended.text().contains("/dev/full: cannot be written: No space left"), ended.text());
    assertTrue(ended.text().contains("status=2"), ended.text());
    assertTrue(Files.size(folder.resolve("out.jsonl")) > 0, "the other output is whole");
  }

  @Test
  void shouldNotSayThatAllIsWellWhereNobodyHearsIt() throws Exception {
    Ended ended = run(tandem("--help") + " >/dev/full; echo status=$?");
    assertEquals("tandem: standard output cannot be written\nstatus=2\n", ended.text());
  }

  private static String coalesce(String pcap, String out) {
    String options = "--in in.pcap --engine model --out " + out + " --pcap-out " + pcap;
    return tandem("run coalesce " + options) + "; echo status=$?";
  }

  private static String tandem(String arguments) {
    return "\"$JAVA\" -XX:+UseSerialGC -cp \"$CLASSES\" tandem.cosim.cli.Tandem " + arguments;
  }

  /** Runs a line in a mount namespace whose {@code disk} has that many KiB. */
  private String onSmallDisk(int kib, String line) throws Exception {
    Files.createDirectory(folder.resolve("disk"));
    String mount = "mount -t tmpfs -o size=" + kib + "k tmpfs disk || exit 77; ";
    Ended ended = run("unshare -m sh -c '" + mount + line + "'");
    assumeTrue(ended.status() == 0, "needs to be root, to mount a small disk: " + ended.text());
    return ended.text();
  }

  private Ended run(String line) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(new ArrayList<>(List.of("sh", "-c", line)))
            .directory(folder.toFile())
            .redirectErrorStream(true);
    builder.environment().put("JAVA", Path.of(System.getProperty("java.home"), "bin/java") + "");
    builder.environment().put("CLASSES", System.getProperty("java.class.path"));
    Process process = builder.start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), text);
  }
}
