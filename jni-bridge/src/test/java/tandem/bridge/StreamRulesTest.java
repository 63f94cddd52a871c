package tandem.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Native agents and those in Java hold any design to the rules of its streams, and say the same.
 */
class StreamRulesTest {
  private static final List<Function<RtlDut, StreamEngine>> ENGINES =
      List.of(RtlDut::streams, CycleStreams::new);

  @TempDir private Path folder;

  /** A queue that breaks one rule: what is replaced, and what the agents must say of it. */
  private enum Fault {
    VALID_FALLS(
        "out_valid = held != 0;",
        "out_valid = held != 0 && now != 20;",
        "stream out: valid, once up, stays up until ready: cycle=20 valid=0, waiting was"
            + " slot=0x0 address=0x100 data=0x0"),
    ONE_BIT_CHANGES(
        "out_bits_data} = store[taken[1:0]];",
        "out_bits_data} = store[taken[1:0]] ^ (now == 20 ? 584'h1 << 511 : 0);",
        String.format(
            Locale.ROOT,
            "stream out: the record does not change while it waits for ready: cycle=20"
                + " data=0x8%s, was 0x0",
            "0".repeat(127))),
    NEXT_RECORD_OVERTAKES(
        "out_bits_data} = store[taken[1:0]];",
        "out_bits_data} = store[taken[1:0] + (now >= 20 ? 2'd1 : 2'd0)];",
        "stream out: the record does not change while it waits for ready: cycle=20"
            + " slot=0x1, was 0x0; address=0x101, was 0x100"),
    VALID_IN_RESET(
        "out_valid = held != 0;",
        "out_valid = held != 0 || reset;",
        "stream out: there is no record while reset holds the design: cycle=1 valid=1");

    private final String text;
    private final String instead;
    private final String said;

    Fault(String text, String instead, String said) {
      this.text = text;
      this.instead = instead;
      this.said = said;
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldSayWhichRuleWasBrokenInWhichCycleByWhichValues(Fault fault) throws IOException {
    Design design = broken(fault.text, fault.instead);
    for (Function<RtlDut, StreamEngine> engine : ENGINES) {
      try (RtlDut dut = design.open(1)) {
        BrokenStreamException broken =
            assertThrows(
                BrokenStreamException.class, () -> run(dut, engine.apply(dut), Pauses.always()));
        String said = broken.getMessage();
        assertEquals(fault.said, said.substring(0, Math.min(said.length(), fault.said.length())));
        assertEquals("out", broken.stream().name());
        assertEquals(dut.cycle(), broken.cycle());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = "VALID_IN_RESET", mode = EnumSource.Mode.EXCLUDE)
  void shouldNotMindWhatNobodyWaitsFor(Fault fault) throws IOException {
    // The same in a cycle in which nothing has been offered and not been taken.
    Design design = broken(fault.text, fault.instead);
    for (Function<RtlDut, StreamEngine> engine : ENGINES) {
      try (RtlDut dut = design.open(1)) {
        assertEquals(4, run(dut, engine.apply(dut), Pauses.never()));
      }
    }
  }

  @Test
  void shouldNotBindADesignToWhatWaitedBeforeResetOrBeforeCyclesWithoutAgents() {
    for (Function<RtlDut, StreamEngine> engine : ENGINES) {
      try (RtlDut dut = TestDesigns.queue().open(1)) {
        StreamEngine streams = engine.apply(dut);
        Ring out = attach(dut, streams, Pauses.always());
        streams.run(15);
        dut.signal("reset").set(1);
        streams.run(1);
        dut.signal("reset").set(0);
        streams.run(10);
        dut.signal("out.ready").set(1);
        dut.step(10);
        streams.run(20);
        assertEquals(0, out.filled());
      }
    }
  }

  @Test
  void shouldKeepWhatCrossedUntilThenAndRunOn() throws IOException {
    Design design = broken(Fault.VALID_FALLS.text, Fault.VALID_FALLS.instead);
    for (Function<RtlDut, StreamEngine> engine : ENGINES) {
      try (RtlDut dut = design.open(1)) {
        StreamEngine streams = engine.apply(dut);
        Ring out = attach(dut, streams, Pauses.always());
        BrokenStreamException broken =
            assertThrows(BrokenStreamException.class, () -> streams.run(100));
        assertEquals(20, broken.cycle());
        assertEquals(0, out.filled());
        streams.pause("out", Pauses.never());
        streams.run(50);
        assertEquals(4, out.filled());
      }
    }
  }

  /** The stand-in in Java is held to the same. */
  @Test
  void shouldHoldADesignInJavaToTheRules() {
    FakeDut.Logic late =
        new FakeDut.Logic() {
          private int cycle;

          @Override
          public void edge(FakeDut.Wires wires) {
            cycle++;
          }

          @Override
          public void settle(FakeDut.Wires wires) {
            wires.pin("out_valid").set(cycle > 5 ? 1 : 0);
            wires.pin("out_bits_address").set(cycle / 10);
          }
        };
    try (Dut dut = new FakeDut(TestDesigns.queueManifest(), late)) {
      StreamEngine streams = new CycleStreams(dut);
      streams.attach("out", 16);
      streams.pause("out", Pauses.always());
      dut.signal("reset").set(0);
      BrokenStreamException broken =
          assertThrows(BrokenStreamException.class, () -> streams.run(100));
      assertEquals(
          "stream out: the record does not change while it waits for ready: cycle=10"
              + " address=0x1, was 0x0",
          broken.getMessage());
    }
  }

  /** Four records are offered from cycle 10 on; how many came out. */
  private static long run(RtlDut dut, StreamEngine streams, Pauses pauses) {
    Ring out = attach(dut, streams, pauses);
    streams.run(100);
    return out.filled();
  }

  private static Ring attach(RtlDut dut, StreamEngine streams, Pauses pauses) {
    Ring in = streams.attach("in", 16);
    Ring out = streams.attach("out", 16);
    streams.pause("out", pauses);
    for (int i = 0; i < 4; i++) {
      in.memory().put(in.recordAt(i), (byte) i);
      in.memory().putLong(in.recordAt(i) + 8, 0x100 + i);
      in.fill(10);
    }
    in.finish();
    streams.run(2);
    dut.signal("reset").set(0);
    return out;
  }

  private Design broken(String text, String instead) throws IOException {
    String queue = Files.readString(TestDesigns.source("Queue"));
    assertEquals(1, queue.split(Pattern.quote(text), -1).length - 1);
    String counter = "  reg [7:0] now = 0;\n  always @(posedge clock) now <= now + 1;\nendmodule";
    Path source = folder.resolve("Queue.sv");
    Files.writeString(source, queue.replace(text, instead).replace("endmodule", counter));
    return TestDesigns.compile(
        new BuildRequest(TestDesigns.queueManifest(), List.of(source), BuildRequest.Trace.NONE));
  }
}
