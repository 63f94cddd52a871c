package tandem.waveforms.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tandem.waveforms.FlowLogs;
import tandem.waveforms.WaveFiles;
import tandem.waveforms.fst.FstSource;
import tandem.waveforms.io.WaveSource;
import tandem.waveforms.io.WaveWriter;
import tandem.waveforms.log.EventLog;
import tandem.waveforms.log.EventLogWaves;
import tandem.waveforms.log.StreamEvent;
import tandem.waveforms.log.StreamShape;
import tandem.waveforms.signal.TimeScale;

/** A divergence planted anywhere is found exactly there, in every mode. */
class PlantedDivergenceTest {
  private static final long SEED = 20260102;
  private static final int REQUESTS = 60;
  private static final long LAST_CYCLE = 320;

  @TempDir Path dir;

  private record Plant(StreamShape stream, int record, int field, int bit) {
    static Plant random(Random random) {
      StreamShape stream = FlowLogs.STREAMS.get(random.nextInt(FlowLogs.STREAMS.size()));
      int field = random.nextInt(stream.fields().size());
      int width = stream.fields().get(field).widthBits();
      return new Plant(stream, random.nextInt(REQUESTS), field, random.nextInt(width));
    }

    String name() {
      return stream.fields().get(field).name();
    }
  }

  private static WaveSource waves(EventLog log) {
    return new EventLogWaves(log, TimeScale.NANOSECOND, 4, LAST_CYCLE);
  }

  private static CompareOptions options(CompareMode mode) {
    NameMapping names =
        NameMapping.IDENTITY.restrict(List.of(), List.of("*.requestTag", "*.occupancy"));
    return CompareOptions.of(mode)
        .mapping(names)
        .tolerance(new CompareOptions.Tolerance(8, 0))
        .build();
  }

  @Test
  void shouldFindAPlantedFieldInCycleMode() throws IOException {
    Random random = new Random(SEED);
    for (int round = 0; round < 150; round++) {
      EventLog log = FlowLogs.random(SEED + round, REQUESTS);
      Plant plant = Plant.random(random);
      EventLog bad =
          FlowLogs.flipped(log, plant.stream().path(), plant.record(), plant.field(), plant.bit());
      Comparison result = WaveCompare.compare(waves(log), waves(bad), options(CompareMode.CYCLE));
      Divergence d = result.first();
      assertNotNull(d, "seed " + (SEED + round));
      StreamEvent event = FlowLogs.of(log, plant.stream().path()).get(plant.record());
      assertEquals("model." + plant.stream().path(), "model." + d.stream().replace("model.", ""));
      assertEquals(plant.name(), d.field());
      assertEquals(event.cycle(), d.expected().cycle());
      assertEquals(event.cycle(), d.actual().cycle());
      assertEquals(1, result.streams().size(), "only the planted stream diverges");
    }
  }

  @Test
  void shouldFindAPlantedFieldByRecordWhateverTheDelay() throws IOException {
    Random random = new Random(SEED);
    for (int round = 0; round < 150; round++) {
      EventLog log = FlowLogs.random(SEED + round, REQUESTS);
      Plant plant = Plant.random(random);
      EventLog late = FlowLogs.delayed(log, SEED - round, 6);
      EventLog bad =
          FlowLogs.flipped(late, plant.stream().path(), plant.record(), plant.field(), plant.bit());
      CompareMode mode = round % 2 == 0 ? CompareMode.TRANSACTION : CompareMode.TOLERANCE;
      assertTrue(WaveCompare.compare(waves(log), waves(late), options(mode)).equal());
      Divergence d = WaveCompare.compare(waves(log), waves(bad), options(mode)).first();
      assertNotNull(d, "seed " + (SEED + round));
      assertEquals(plant.stream().path(), d.stream().replace("model.", ""));
      assertEquals(plant.name(), d.field());
      assertEquals(plant.record(), d.record());
      String path = plant.stream().path();
      assertEquals(FlowLogs.of(log, path).get(plant.record()).cycle(), d.expected().cycle());
      assertEquals(FlowLogs.of(bad, path).get(plant.record()).cycle(), d.actual().cycle());
    }
  }

  @Test
  void shouldFindALateRecordInToleranceModeOnly() throws IOException {
    Random random = new Random(SEED);
    for (int round = 0; round < 60; round++) {
      EventLog log = FlowLogs.random(SEED + round, REQUESTS);
      String path = FlowLogs.STREAMS.get(random.nextInt(4)).path();
      int record = random.nextInt(REQUESTS);
      EventLog late = lateFrom(log, path, record, 9);
      assertTrue(
          WaveCompare.compare(waves(log), waves(late), options(CompareMode.TRANSACTION)).equal());
      Comparison result =
          WaveCompare.compare(waves(log), waves(late), options(CompareMode.TOLERANCE));
      Divergence d = result.first();
      assertEquals(Divergence.Kind.TIME, d.kind());
      assertEquals(record, d.record());
      assertEquals(9, d.actual().cycle() - d.expected().cycle());
      assertEquals(path, d.stream().replace("model.", ""));
    }
  }

  private static EventLog lateFrom(EventLog log, String path, int record, int cycles) {
    int[] seen = {0};
    List<StreamEvent> events =
        log.events().stream()
            .map(
                e ->
                    e.stream().equals(path) && seen[0]++ >= record
                        ? new StreamEvent(path, e.cycle() + cycles, e.tag(), e.values())
                        : e)
            .toList();
    return new EventLog(log.streams(), events, List.of());
  }

  @Test
  void shouldFindAMissingLastRecord() throws IOException {
    EventLog log = FlowLogs.random(SEED, REQUESTS);
    String path = FlowLogs.STREAMS.get(2).path();
    EventLog bad = FlowLogs.without(log, path, REQUESTS - 1);
    CompareOptions options = options(CompareMode.TRANSACTION);
    Divergence d = WaveCompare.compare(waves(log), waves(bad), options).first();
    assertEquals(Divergence.Kind.MISSING, d.kind());
    assertEquals(REQUESTS - 1, d.record());
    Divergence swapped = WaveCompare.compare(waves(bad), waves(log), options).first();
    assertEquals(Divergence.Kind.EXTRA, swapped.kind());
    assertNull(swapped.expected());
  }

  @Test
  void shouldFindThePlantAcrossFormatsAndUnits() throws IOException {
    EventLog log = FlowLogs.random(SEED, REQUESTS);
    EventLog bad = FlowLogs.flipped(log, FlowLogs.STREAMS.get(1).path(), 17, 1, 63);
    Path fst = dir.resolve("model.fst");
    Path vcd = dir.resolve("rtl.vcd.gz");
    write(waves(log), fst);
    write(new EventLogWaves(bad, new TimeScale(-12), 4000, LAST_CYCLE), vcd);
    for (CompareMode mode : CompareMode.values()) {
      Comparison result =
          WaveCompare.compare(FstSource.openTrusted(fst), WaveFiles.open(vcd), options(mode));
      assertEquals("hostPa", result.first().field(), mode.name());
      long cycle = FlowLogs.of(log, FlowLogs.STREAMS.get(1).path()).get(17).cycle();
      assertEquals(4 * cycle - 2 + (mode.clocked() ? 4 : 0), result.first().expected().time());
    }
  }

  private static void write(WaveSource source, Path file) throws IOException {
    try (WaveWriter writer = WaveFiles.create(file)) {
      source.read(writer);
    }
  }

  @Test
  void shouldReportTheDriftExactly() throws IOException {
    EventLog log = FlowLogs.random(SEED, REQUESTS);
    String path = FlowLogs.STREAMS.get(0).path();
    EventLog late = lateFrom(log, path, 30, 5);
    Comparison result =
        WaveCompare.compare(waves(log), waves(late), options(CompareMode.TOLERANCE));
    Drift drift =
        result.streams().stream()
            .filter(s -> s.name().endsWith(path))
            .findFirst()
            .orElseThrow()
            .drift();
    assertEquals(new Drift(REQUESTS, 2.5, 5, 5), drift);
  }
}
