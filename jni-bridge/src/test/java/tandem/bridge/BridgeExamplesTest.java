package tandem.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tandem.bridge.task.Trigger.beat;
import static tandem.bridge.task.Trigger.rising;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tandem.bridge.task.Task;
import tandem.bridge.task.Tasks;
import tandem.rtlgen.Manifest;
import tandem.support.CacheDirectory;

/** The examples of docs/bridge.md; {@link BridgeDocTest} holds the page to this text. */
class BridgeExamplesTest {
  private static final Path QUEUE = TestDesigns.source("Queue").getParent();

  @Test
  void shouldStepByHand() {
    Manifest manifest = TestDesigns.queueManifest();
    Path directory = QUEUE;
    // example: step
    DesignCompiler compiler = new DesignCompiler(CacheDirectory.ofUser());
    Design design = compiler.compile(BuildRequest.of(manifest, directory, BuildRequest.Trace.NONE));
    try (RtlDut dut = design.open(1)) {
      Signal valid = dut.signal("in.valid");
      dut.signal("in.address").set(0x1000);
      valid.set(1);
      dut.signal("reset").set(0);
      dut.step();
      assertTrue(dut.signal("in.ready").isHigh());
      valid.set(0);
      dut.step();
      assertEquals(0x1000, dut.signal("out.address").get());
    }
    // end
  }

  @Test
  void shouldRunClockedAgents() {
    Design design = TestDesigns.queue();
    // example: agents
    List<Long> seen = new ArrayList<>();
    try (RtlDut dut = design.open(1)) {
      Agent producer =
          new Agent() {
            private final Signal valid = dut.signal("in.valid");
            private final Signal slot = dut.signal("in.slot");

            @Override
            public void drive(long cycle) {
              valid.set(cycle % 2);
              slot.set(cycle);
            }
          };
      Agent monitor =
          new Agent() {
            private final Signal valid = dut.signal("out.valid");
            private final Signal slot = dut.signal("out.slot");

            @Override
            public void sample(long cycle) {
              if (valid.isHigh()) {
                seen.add(slot.get());
              }
            }
          };
      dut.step(2);
      dut.signal("reset").set(0);
      dut.signal("out.ready").set(1);
      new ClockedRun(dut).add(producer).add(monitor).run(7);
    }
    assertEquals(List.of(3L, 5L, 7L), seen);
    // end
  }

  @Test
  void shouldRunStreams() {
    Design design = TestDesigns.queue();
    // example: streams
    try (RtlDut dut = design.open(1)) {
      StreamEngine streams = dut.streams(); // or new CycleStreams(dut): the same, in Java
      Ring in = streams.attach("in", 256);
      Ring out = streams.attach("out", 256);
      Ring response = streams.attach("response", 256);
      streams.pause("out", Pauses.random(7, 30));
      int[] latencies = {20, 35, 5};
      streams.respond(new Responder("out", "response", latencies, new BitSet()));
      dut.step(2);
      dut.signal("reset").set(0);
      for (int number = 0; number < 200; number++) {
        in.memory().put(in.recordAt(number), (byte) number);
        in.fill(0); // may be offered at once
      }
      in.finish();
      streams.stopAfter("response", 200);
      assertEquals(Outcome.COUNT_REACHED, streams.run(10_000));
      assertEquals(200, out.filled());
      for (; !response.isEmpty(); response.take()) {
        long number = response.taken();
        assertTrue(response.handshake(number) >= response.earliest(number));
      }
    }
    // end
  }

  @Test
  void shouldRunTasks() {
    Design design = TestDesigns.queue();
    // example: tasks
    try (RtlDut dut = design.open(1)) {
      List<Long> received = new ArrayList<>();
      Tasks.run(
          dut,
          1000,
          main -> {
            main.cycles(2);
            dut.signal("reset").set(0);
            Task receiver =
                main.start(
                    "receiver",
                    task -> {
                      task.await(rising(dut.signal("out.valid")), 100);
                      dut.signal("out.ready").set(1);
                      while (received.size() < 3) {
                        task.await(beat(dut, "out"));
                        received.add(dut.signal("out.slot").get());
                      }
                    });
            for (int number = 10; number < 13; number++) {
              dut.signal("in.slot").set(number);
              dut.signal("in.valid").set(1);
              main.await(beat(dut, "in"));
            }
            dut.signal("in.valid").set(0);
            main.join(receiver);
          });
      assertEquals(List.of(10L, 11L, 12L), received);
    }
    // end
  }

  @Test
  void shouldLookInside() {
    DesignCompiler compiler = new DesignCompiler(CacheDirectory.ofUser());
    BuildRequest request =
        TestDesigns.request(TestDesigns.insideManifest(), BuildRequest.Trace.NONE);
    // example: inside
    Design design = compiler.compile(request.visible("store.cells", "store.counting.*"));
    try (RtlDut dut = design.open(1)) {
      dut.signal("frame").field("version.major").set(3);
      dut.signal("at").set(5);
      dut.signal("value").set(77);
      dut.signal("write").set(1);
      dut.step(2);
      assertEquals(3, dut.signal("same").field("version.major").get());
      Memory cells = dut.memory("store.cells");
      assertEquals(77, cells.get(5));
      assertEquals(0, dut.signal("store.counting.count").get());
    }
    // end
  }

  @Test
  void shouldRecordAndRepeat(@TempDir Path directory) {
    DesignCompiler compiler = new DesignCompiler(CacheDirectory.ofUser());
    Manifest manifest = TestDesigns.insideManifest();
    List<Path> sources = List.of(TestDesigns.source("Inside"));
    // example: waves
    BuildRequest request = new BuildRequest(manifest, sources, BuildRequest.Trace.FST);
    try (RtlDut dut = compiler.compile(request).open(1)) {
      dut.openTrace(directory.resolve("waves.fst"), 2, "Inside.store");
      dut.step(10);
      dut.recordTrace(false);
      dut.step(1000);
      dut.recordTrace(true);
      dut.step(10);
    }
    // end
    BuildRequest plain = TestDesigns.request(manifest, BuildRequest.Trace.NONE);
    // example: snapshots
    Design design = compiler.compile(plain.with(BuildRequest.Option.SNAPSHOTS));
    try (RtlDut dut = design.open(1)) {
      dut.step(1000);
      Snapshot warm = dut.snapshot();
      dut.step(500);
      dut.restore(warm);
      assertEquals(1000, dut.cycle());
    }
    // end
    // example: initial
    List<InitialStates.Difference> differences =
        InitialStates.compare(
            design,
            1,
            2,
            dut -> {
              dut.step(3);
              return List.of(dut.signal("same").getBig(), dut.signal("next").get());
            });
    assertEquals(List.of(), differences);
    // end
  }
}
