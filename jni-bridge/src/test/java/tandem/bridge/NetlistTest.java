package tandem.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Verilator tells of a design is understood in the words of each of its versions. */
class NetlistTest {
  private static final BuildRequest REQUEST =
      TestDesigns.request(TestDesigns.insideManifest(), BuildRequest.Trace.NONE);

  @TempDir Path directory;

  @Test
  void shouldReadTheSameFromNewerVerilators() throws IOException, URISyntaxException {
    Netlist here = Verilator.netlist(REQUEST, directory);
    Netlist read = NetlistJson.read(recorded(), "Inside");
    assertEquals(here.signals(), read.signals());
    assertEquals(here.ports(), read.ports());
    assertEquals("input", read.ports().get(0).direction());
    Map<String, Netlist.Entry> newer = read.signals();
    assertEquals(16, newer.get("store.cells").shape().depth());
    assertEquals(140, newer.get("store.kept").shape().widthBits());
    assertEquals(4, newer.get("frame").shape().fields().get("version.minor").widthBits());
  }

  @Test
  void shouldNameTheFileThatIsNoNetlist() throws IOException, URISyntaxException {
    String whole = Files.readString(recorded());
    Path cut = Files.writeString(directory.resolve("cut.json"), whole.substring(0, 9000));
    IOException refused = assertThrows(IOException.class, () -> NetlistJson.read(cut, "Inside"));
    assertTrue(refused.getMessage().startsWith(cut + ": not a netlist of Verilator"));
  }

  private static Path recorded() throws URISyntaxException {
    return Path.of(NetlistTest.class.getResource("/netlists/Inside-5.048.json").toURI());
  }
}
