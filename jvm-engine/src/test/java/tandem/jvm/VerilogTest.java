package tandem.jvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tandem.bridge.BridgeException;
import tandem.bridge.BuildRequest;
import tandem.bridge.DesignCompiler;
import tandem.bridge.RtlEndedException;
import tandem.bridge.Signal;
import tandem.rtlgen.Manifest;
import tandem.rtlgen.VerilogManifest;
import tandem.support.CacheDirectory;
import tandem.support.RefusedException;

/** Verilog that nobody here generated. */
class VerilogTest {
  private static final int CYCLES = 20_000;
  private static final CacheDirectory CACHE = CacheDirectory.ofUser();

  @TempDir Path folder;

  /** A changed cycle, value or end is a difference, and so is one that comes before a reset. */
  @ParameterizedTest
  @MethodSource("tandem.jvm.VerilogDesigns#names")
  void shouldDoTheSameUnderVerilatorAndInTheJvm(String name) {
    Path file = VerilogDesigns.file(name);
    String top = name.substring(0, name.indexOf('.'));
    VerilogManifest found = VerilogSim.of(file).top(top).manifest();
    BuildRequest request =
        new BuildRequest(found.manifest(), List.of(file), BuildRequest.Trace.NONE).visible("**");
    LockstepDesign both =
        new LockstepDesign(
            new DesignCompiler(CACHE).compile(request),
            new JvmCompiler(CACHE).verilog(found.manifest(), List.of(file), List.of()));
    long cycles = 0;
    for (long seed = 1; cycles < CYCLES; seed++) {
      cycles += run(both, found, seed);
    }
  }

  private static long run(LockstepDesign both, VerilogManifest found, long seed) {
    Random random = new Random(seed);
    try (LockstepDut dut = (LockstepDut) both.open(seed)) {
      Signal reset = dut.signal(found.reset());
      reset.set(found.isResetLow() ? 0 : 1);
      dut.step(2);
      List<Signal> inputs = new ArrayList<>();
      for (Manifest.Port port : dut.manifest().ports()) {
        if (port.direction().equals("input") && !port.name().equals(dut.manifest().clock())) {
          inputs.add(dut.signal(port.name()));
        }
      }
      assertTrue(inputs.size() >= 2);
      try {
        for (int i = 0; i < 5000; i++) {
          inputs.forEach(in -> in.setBig(new BigInteger(in.widthBits(), random)));
          boolean resets = random.nextInt(50) == 0;
          reset.set(resets == found.isResetLow() ? 0 : 1);
          dut.step();
        }
      } catch (RtlEndedException e) {
        assertTrue(e.text().contains("the forbidden value"), e.text());
      }
      assertTrue(dut.comparisons() > dut.cycle() * dut.signals() / 2);
      return dut.cycle();
    }
  }

  @Test
  void shouldDriveAFifoInAFewLines() {
    try (VerilogSim fifo =
        VerilogSim.of(VerilogDesigns.file("fifo.v")).top("fifo").parameter("D", 8).open()) {
      fifo.reset();
      for (long i = 0; i < 8; i++) {
        fifo.send("s", Map.of("data", 3 * i));
      }
      fifo.step(1);
      assertEquals(0, fifo.signal("s_ready").get());
      for (long i = 0; i < 8; i++) {
        assertEquals(3 * i, fifo.receive("m").get("data").longValue());
      }
      fifo.timeout(20);
      Exception late = assertThrows(BridgeException.class, () -> fifo.receive("m"));
      assertTrue(late.getMessage().contains("awaited m_valid=1 for 20 cycles"), late.getMessage());
    }
  }

  @Test
  void shouldFindClockResetAndStreamsByName() {
    VerilogManifest slice = VerilogSim.of(VerilogDesigns.file("slice.sv")).top("slice").manifest();
    assertEquals("aclk", slice.manifest().clock());
    assertEquals("aresetn", slice.reset());
    assertTrue(slice.isResetLow());
    assertEquals(
        List.of("s_axis", "m_axis"),
        slice.manifest().streams().stream().map(Manifest.Stream::name).toList());
    assertEquals(
        List.of("tdata", "tlast"),
        slice.manifest().stream("s_axis").fields().stream().map(Manifest.Field::name).toList());
    Exception none =
        assertThrows(
            RefusedException.class,
            () ->
                VerilogManifest.of(
                    "t",
                    List.of(new Manifest.Port("tick", "input", 1)),
                    Optional.empty(),
                    Optional.empty()));
    assertTrue(none.getMessage().contains("say it with --clock"), none.getMessage());
  }

  @Test
  void shouldRefuseWhatItCannotRunWithFileLineAndConstruct() throws Exception {
    refuses(
        "module t(input clk, output reg q);\n"
            + " reg x = 1;\n"
            + " always @(posedge clk) q <= x;\n"
            + "endmodule",
        "2: initial value of x");
    refuses(
        "module t(input clk,\n output reg q = 1);\n always @(posedge clk) q <= !q;\nendmodule",
        "2: initial value of a port");
    refuses(
        "module t(input clk, input a, output q);\n"
            + " wire x;\n"
            + " assign x = a ^ q;\n"
            + " assign q = x & a;\n"
            + "endmodule",
        "combinational loop");
    refuses(
        "module t(input clk, input b, output reg q);\n always @(posedge b) q <= !q;\nendmodule",
        "second clock: clocks=clk,b");
    refuses("module u(input clk); endmodule", "circt-verilog: 't' is not a valid top-level module");
    refuses("module t(input clk);\n  assign = 1;\nendmodule", "t.v:2: ");
  }

  private void refuses(String verilog, String why) throws Exception {
    Path file = Files.writeString(folder.resolve("t.v"), verilog);
    Exception refusal =
        assertThrows(
            RefusedException.class,
            () -> VerilogSim.of(file).top("t").clock("clk").reset("").open().close());
    assertTrue(refusal.getMessage().contains(why), refusal.getMessage());
  }
}
