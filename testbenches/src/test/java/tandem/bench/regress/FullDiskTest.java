package tandem.bench.regress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tandem.bench.ShellRun;

/** What becomes of outputs on a full disk, which native writers do not tell. */
class FullDiskTest {
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
    String text = ShellRun.of(folder, coalesce("/dev/full", "out.jsonl")).text();
    assertTrue(text.contains("/dev/full: cannot be written: No space left"), text);
    assertTrue(text.contains("status=2"), text);
    assertTrue(Files.size(folder.resolve("out.jsonl")) > 0, "the other output is whole");
  }

  @Test
  void shouldNotSayThatAllIsWellWhereNobodyHearsIt() throws Exception {
    String text = ShellRun.of(folder, ShellRun.tandem("--help >/dev/full")).text();
    assertEquals("tandem: standard output cannot be written\nstatus=2\n", text);
  }

  @ParameterizedTest(name = "[{index}] cache of {1} KiB, {0}")
  @CsvSource({"jvm, 64", "jvm, 700", "verilator, 700"})
  void shouldSayThatTheCacheIsFullAndLeaveNothingHalfMade(String simulator, int kib)
      throws Exception {
    Files.writeString(folder.resolve("in.csv"), "op,address,bytes\nwrite,0x20,300\n");
    String line =
        "export TANDEM_CACHE=disk; "
            + ShellRun.tandem(
                "run split --in in.csv --engine rtl --out out.jsonl --simulator " + simulator);
    String left = "; find disk -name unfinished-* -o -name .new*";
    String text = onSmallDisk(kib, line + left);
    assertTrue(text.contains("No space left on device"), text);
    assertTrue(text.contains("TANDEM_CACHE=DIR chooses another place"), text);
    assertEquals("status=2", text.lines().skip(1).reduce((a, b) -> a + b).orElseThrow(), text);
    assertTrue(Files.notExists(folder.resolve("out.jsonl")), "no output of half a run");
  }

  private String onSmallDisk(int kib, String line) throws Exception {
    return ShellRun.onSmallDisk(folder, kib, line).text();
  }

  private static String coalesce(String pcap, String out) {
    String options = "--in in.pcap --engine model --out " + out + " --pcap-out " + pcap;
    return ShellRun.tandem("run coalesce " + options);
  }
}
