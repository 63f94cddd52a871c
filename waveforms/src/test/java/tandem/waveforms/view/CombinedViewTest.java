package tandem.waveforms.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tandem.waveforms.FlowLogs;
import tandem.waveforms.SameWaves;
import tandem.waveforms.WaveFiles;
import tandem.waveforms.io.WaveWindow;
import tandem.waveforms.io.WaveWriter;
import tandem.waveforms.log.EventLog;
import tandem.waveforms.log.EventLogWaves;
import tandem.waveforms.signal.ScopeNode;
import tandem.waveforms.signal.Signal;
import tandem.waveforms.signal.TimeScale;

class CombinedViewTest {
  private static final List<String> FLOW =
      List.of("HostMemoryPort", "AddressTranslation", "WorkRequestFetch");

  @TempDir Path dir;
  private final EventLog log = FlowLogs.random(5, 60);
  private final EventLogWaves model = new EventLogWaves(log, TimeScale.NANOSECOND, 4, 320);
  private final EventLogWaves rtl =
      new EventLogWaves(FlowLogs.delayed(log, 7, 2), new TimeScale(-12), 4000, 320);

  @Test
  void shouldHoldBothDumpsUnchanged() throws IOException {
    CombinedDump combined = new CombinedDump(model, rtl, FLOW, 0);
    for (String name : List.of("both.vcd", "both.fst")) {
      Path file = dir.resolve(name);
      try (WaveWriter writer = WaveFiles.create(file)) {
        combined.read(writer);
      }
      WaveWindow both = WaveWindow.read(WaveFiles.open(file));
      SameWaves.check(WaveWindow.read(combined), both);
      contains(both, "", WaveWindow.read(model), 1000);
      contains(both, "rtl.", WaveWindow.read(rtl), 1);
    }
  }

  private static void contains(WaveWindow both, String prefix, WaveWindow part, long unit) {
    for (Signal signal : part.header().signals()) {
      Signal copy = both.header().find(prefix + signal.path()).orElseThrow();
      assertEquals(part.changeCount(signal), both.changeCount(copy), signal.path());
      part.forEachChange(
          signal, (time, value) -> assertEquals(value, both.valueAt(copy, time * unit)));
    }
  }

  @Test
  void shouldOrderScopesByTheFlow() {
    ScopeNode top = new CombinedDump(model, rtl, FLOW, 0).header().root().children().get(0);
    List<String> names = top.children().stream().map(ScopeNode::name).toList();
    assertEquals(
        List.of("HostMemoryPort", "AddressTranslation", "WorkRequestFetch", "AlignmentSplitter"),
        names);
  }

  @Test
  void shouldShiftTheModel() throws IOException {
    WaveWindow both = WaveWindow.read(new CombinedDump(model, rtl, FLOW, 5000));
    Signal clock = both.header().find("model.clock").orElseThrow();
    long firstEdge = 1000 * model.edgeTime(0) + 5000;
    assertTrue(both.valueBefore(clock, firstEdge).is(0));
    assertTrue(both.valueAt(clock, firstEdge).is(1));
  }

  @Test
  void shouldSaveViewsThatNameSignalsOfTheDump() throws IOException {
    CombinedDump combined = new CombinedDump(model, rtl, FLOW, 0);
    StageView view = StageView.of(combined.header(), "AlignmentSplitter");
    List<Path> files = SavedViews.write(view, dir.resolve("both.fst"), 218000, 100000);
    assertEquals("alignment-splitter.gtkw", files.get(0).getFileName().toString());
    List<String> gtkw = Files.readAllLines(files.get(0));
    assertTrue(gtkw.contains("[dumpfile] \"both.fst\""));
    assertTrue(gtkw.contains("model.AlignmentSplitter.HostBurst.hostPa[63:0]"), gtkw + "");
    int modelLine = gtkw.indexOf("-HostBurst model");
    int rtlLine = gtkw.indexOf("-HostBurst rtl");
    assertTrue(modelLine > 0 && rtlLine > modelLine);
    List<String> surfer = Files.readAllLines(files.get(1));
    for (String line : surfer) {
      if (line.startsWith("variable_add ")) {
        String path = line.substring("variable_add ".length());
        assertTrue(combined.header().find(path).isPresent(), path);
      }
    }
    assertTrue(surfer.contains("cursor_set 218000"));
    assertTrue(surfer.contains("variable_add rtl.model.AlignmentSplitter.HostBurst.hostPa"));
  }
}
