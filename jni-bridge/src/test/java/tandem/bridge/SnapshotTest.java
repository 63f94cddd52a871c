package tandem.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotTest {
  private static final BuildRequest REQUEST =
      TestDesigns.request(TestDesigns.queueManifest(), BuildRequest.Trace.NONE);
  private static final Design DESIGN =
      TestDesigns.compile(REQUEST.with(BuildRequest.Option.SNAPSHOTS));

  /** An instance with agents on all streams that runs on by itself. */
  private static final class Run implements AutoCloseable {
    final RtlDut dut = DESIGN.open(1);
    final Ring in = dut.streams().attach("in", 64);
    final Ring out = dut.streams().attach("out", 1024);
    final Ring response = dut.streams().attach("response", 1024);

    Run() {
      dut.streams().pause("in", Pauses.random(1, 30));
      dut.streams().pause("out", Pauses.bursts(2, 9));
      int[] latencies = new Random(3).ints(50, 1, 60).toArray();
      dut.streams().respond(new Responder("out", "response", latencies, new BitSet()));
      dut.signal("reset").set(1);
      dut.step(3);
      dut.signal("reset").set(0);
      for (int number = 0; number < 64; number++) {
        in.memory().put(in.recordAt(number), (byte) number);
        in.fill(0);
      }
      in.finish();
    }

    List<String> run(long cycles) {
      dut.streams().run(cycles);
      List<String> seen = new ArrayList<>();
      for (Ring ring : List.of(out, response)) {
        for (; !ring.isEmpty(); ring.take()) {
          long number = ring.taken();
          int slot = ring.memory().get(ring.recordAt(number));
          seen.add(ring.stream() + " " + slot + " " + ring.handshake(number));
        }
      }
      seen.add("answers " + dut.signal("answers").get() + " cycle " + dut.cycle());
      return seen;
    }

    @Override
    public void close() {
      dut.close();
    }
  }

  @Test
  void shouldGoOnAsTheUninterruptedRunDid(@TempDir Path directory) {
    Path file = directory.resolve("run.snapshot");
    try (Run run = new Run();
        Run other = new Run()) {
      run.run(40);
      run.dut.snapshot().write(file);
      List<String> uninterrupted = run.run(100);
      assertTrue(uninterrupted.size() > 50, uninterrupted.toString());

      run.dut.restore(Snapshot.read(file));
      assertEquals(43, run.dut.cycle());
      assertEquals(uninterrupted, run.run(100), "back in the same instance");

      other.dut.restore(Snapshot.read(file));
      assertEquals(uninterrupted, other.run(100), "in another instance");
    }
  }

  @Test
  void shouldRefuseASnapshotThatDoesNotFit(@TempDir Path directory) throws Exception {
    Snapshot snapshot;
    try (Run run = new Run()) {
      snapshot = run.dut.snapshot();
    }
    try (RtlDut bare = DESIGN.open(1);
        RtlDut without = TestDesigns.queue().open(1)) {
      Exception streams = assertThrows(BridgeException.class, () -> bare.restore(snapshot));
      assertTrue(streams.getMessage().contains("attached"), streams.getMessage());
      Exception build = assertThrows(BridgeException.class, () -> without.restore(snapshot));
      assertTrue(build.getMessage().contains("another design"), build.getMessage());
      Exception cannot = assertThrows(BridgeException.class, without::snapshot);
      assertTrue(cannot.getMessage().contains("without snapshots"), cannot.getMessage());
    }
    Path noSnapshot = Files.writeString(directory.resolve("text"), "no snapshot at all");
    assertThrows(BridgeException.class, () -> Snapshot.read(noSnapshot));
  }

  @Test
  void shouldRefuseSnapshotsWithCoverageAndToRewindWaves(@TempDir Path directory) {
    Exception both =
        assertThrows(
            IllegalArgumentException.class,
            () -> REQUEST.with(BuildRequest.Option.COVERAGE, BuildRequest.Option.SNAPSHOTS));
    assertTrue(both.getMessage().contains("coverage"), both.getMessage());
    BuildRequest traced = TestDesigns.request(TestDesigns.queueManifest(), BuildRequest.Trace.VCD);
    Design design = TestDesigns.compile(traced.with(BuildRequest.Option.SNAPSHOTS));
    try (RtlDut dut = design.open(1)) {
      Snapshot snapshot = dut.snapshot();
      dut.openTrace(directory.resolve("waves.vcd"));
      assertThrows(BridgeException.class, () -> dut.restore(snapshot));
    }
  }

  @Test
  void shouldWriteWhatWasCovered(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("coverage.dat");
    try (RtlDut dut = TestDesigns.compile(REQUEST.with(BuildRequest.Option.COVERAGE)).open(1)) {
      dut.signal("reset").set(1);
      dut.step(10);
      dut.writeCoverage(file);
    }
    assertTrue(Files.readString(file).contains("Queue.sv"), "names the source");
    try (RtlDut dut = TestDesigns.queue().open(1)) {
      assertThrows(BridgeException.class, () -> dut.writeCoverage(file));
    }
  }
}
