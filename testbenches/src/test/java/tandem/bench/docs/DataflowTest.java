package tandem.bench.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tandem.bench.TestRtl;
import tandem.cosim.rtl.RtlSource;

/** The walks of {@code docs/dataflow.md} name streams and records that there are. */
class DataflowTest {
  private static final Pattern HOP =
      Pattern.compile("(?m)^\\| `([\\w-]+)\\.(\\w+)` \\| (\\w+) \\|");
  private static final int LEAST_HOPS = 30;

  @Test
  void shouldNameStreamsOfTheManifests() throws IOException {
    String page = Files.readString(Path.of("../docs/dataflow.md"));
    RtlSource rtl = TestRtl.generated();
    int hops = 0;
    for (MatchResult hop : HOP.matcher(page).results().toList()) {
      String record = rtl.manifest(hop.group(1), Map.of()).stream(hop.group(2)).record();
      assertEquals(record, hop.group(3), hop.group());
      hops++;
    }
    assertEquals(page.lines().filter(line -> line.startsWith("| `")).count(), hops);
    assertTrue(hops >= LEAST_HOPS, "hops=" + hops);
  }
}
