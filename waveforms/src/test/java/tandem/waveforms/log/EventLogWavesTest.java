package tandem.waveforms.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import tandem.waveforms.FlowLogs;
import tandem.waveforms.io.WaveQuery;
import tandem.waveforms.io.WaveWindow;
import tandem.waveforms.signal.Signal;
import tandem.waveforms.signal.TimeScale;

class EventLogWavesTest {
  private static final long LAST = 150;

  private static Signal signal(WaveWindow window, String path) {
    return window.header().find("model." + path).orElseThrow();
  }

  @Test
  void shouldShowEachEventAtItsEdgeAndNothingElse() throws IOException {
    EventLog log = FlowLogs.random(3, 25);
    EventLogWaves waves = new EventLogWaves(log, TimeScale.NANOSECOND, 4, LAST);
    WaveWindow window = WaveWindow.read(waves);
    for (StreamShape stream : log.streams()) {
      List<StreamEvent> events = FlowLogs.of(log, stream.path());
      int next = 0;
      for (long cycle = 0; cycle <= LAST; cycle++) {
        long edge = waves.edgeTime(cycle);
        assertTrue(window.valueAt(signal(window, "clock"), edge).is(1));
        assertTrue(window.valueBefore(signal(window, "clock"), edge).is(0));
        assertTrue(window.valueBefore(signal(window, "cycle"), edge).is(cycle));
        boolean here = next < events.size() && events.get(next).cycle() == cycle;
        Signal valid = signal(window, stream.path() + ".valid");
        assertEquals(here, window.valueBefore(valid, edge).is(1), stream.path() + " " + cycle);
        for (int f = 0; f < stream.fields().size(); f++) {
          Signal field = signal(window, stream.path() + "." + stream.fields().get(f).name());
          if (here) {
            BigInteger meant = events.get(next).values().get(f);
            assertEquals(meant, window.valueBefore(field, edge).toBigInteger());
          } else {
            assertFalse(window.valueBefore(field, edge).isKnown());
          }
        }
        next += here ? 1 : 0;
      }
      assertEquals(events.size(), next);
    }
  }

  @Test
  void shouldDeriveOccupancyFromTags() throws IOException {
    EventLog log = FlowLogs.random(3, 25);
    String in = FlowLogs.STREAMS.get(1).path();
    String out = FlowLogs.STREAMS.get(2).path();
    List<OccupancyChange> changes = log.occupancyByTag("AlignmentSplitter", in, out);
    EventLogWaves waves = new EventLogWaves(log.with(changes), TimeScale.NANOSECOND, 4, LAST);
    WaveWindow window = WaveWindow.read(waves);
    Signal occupancy = signal(window, "AlignmentSplitter.occupancy");
    for (long cycle = 0; cycle <= LAST; cycle++) {
      long now = cycle;
      long entered = FlowLogs.of(log, in).stream().filter(e -> e.cycle() < now).count();
      long left = FlowLogs.of(log, out).stream().filter(e -> e.cycle() < now).count();
      assertTrue(window.valueBefore(occupancy, waves.edgeTime(cycle)).is(entered - left));
    }
  }

  @Test
  void shouldShowAWindowAsTheWhole() throws IOException {
    EventLogWaves waves = new EventLogWaves(FlowLogs.random(3, 25), TimeScale.NANOSECOND, 4, LAST);
    WaveWindow whole = WaveWindow.read(waves);
    WaveWindow part = WaveWindow.read(waves, WaveQuery.all().window(101, 203));
    for (Signal signal : waves.header().signals()) {
      for (long t = 101; t <= 203; t++) {
        assertEquals(whole.valueAt(signal, t), part.valueAt(signal, t), signal + " at " + t);
      }
    }
  }

  @Test
  void shouldRefuseLogsThatContradictThemselves() {
    StreamShape stream = FlowLogs.STREAMS.get(0);
    List<BigInteger> values = List.of(BigInteger.ONE, BigInteger.TWO);
    StreamEvent event = new StreamEvent(stream.path(), 5, "", values);
    List<StreamShape> streams = List.of(stream);
    assertThrows(
        IllegalArgumentException.class,
        () -> new EventLog(streams, List.of(event, event), List.of()));
    StreamEvent elsewhere = new StreamEvent("Nowhere.Record", 5, "", values);
    assertThrows(
        IllegalArgumentException.class, () -> new EventLog(streams, List.of(elsewhere), List.of()));
    BigInteger wide = BigInteger.ONE.shiftLeft(80);
    StreamEvent large = new StreamEvent(stream.path(), 5, "", List.of(wide, wide));
    EventLogWaves waves =
        new EventLogWaves(
            new EventLog(streams, List.of(large), List.of()), TimeScale.NANOSECOND, 4, 9);
    assertThrows(IllegalArgumentException.class, () -> WaveWindow.read(waves));
  }
}
