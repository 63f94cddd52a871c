package tandem.jvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tandem.bridge.RtlEndedException;
import tandem.bridge.Signal;
import tandem.rtlgen.Manifest;
import tandem.support.ExternalTool;
import tandem.support.MissingToolException;

/**
 * Verilog that nobody here generated does the same under Icarus, which interprets it from the text:
 * an opinion of its own, where Verilator and this engine both optimise. Bits that Icarus does not
 * know, such as those of memories before they are written, are not compared.
 */
class IcarusTest {
  private static final int CYCLES = 3000;
  private static final int RESET_CYCLES = 3;
  private static final Pattern RESULT = Pattern.compile("known=(\\d+) differ=(\\d+)");

  private static final String BENCH =
      """
      module bench;
        reg clock = 0;
        reg [%d:0] in, ins[0:%d];
        reg [%d:0] outs[0:%d];
        wire [%d:0] out;
        integer i, known = 0, differ = 0;
        %s dut(.%s(clock)%s%s);
        initial begin
          $readmemh("in.hex", ins);
          $readmemh("out.hex", outs);
          in = ins[0];
          for (i = 1; i <= %d; i = i + 1) begin
            #1 clock = 1;
            #1 in = ins[i];
            #1 clock = 0;
            #1 if (i > %d) begin
              if (|(out ^ outs[i]) === 1'b1) begin
                differ = differ + 1;
                if (differ < 4) $display("cycle=%%0d out=%%h expected=%%h", i, out, outs[i]);
              end
              if (^out !== 1'bx) known = known + 1;
            end
          end
          $display("known=%%0d differ=%%0d", known, differ);
          $finish;
        end
      endmodule
      """;

  @TempDir Path folder;

  /** What went in and came out, a vector a cycle. */
  private static final class Recording {
    final List<Manifest.Port> inputs;
    final List<Manifest.Port> outputs;
    final StringBuilder in = new StringBuilder();
    final StringBuilder out = new StringBuilder();
    int cycles = -1;

    Recording(Manifest manifest) {
      inputs =
          manifest.ports().stream()
              .filter(p -> p.direction().equals("input") && !p.name().equals(manifest.clock()))
              .toList();
      outputs = manifest.ports().stream().filter(p -> p.direction().equals("output")).toList();
    }

    void add(VerilogSim sim) {
      in.append(vector(sim, inputs)).append('\n');
      out.append(vector(sim, outputs)).append('\n');
      cycles++;
    }

    /** The first port is the lowest. */
    private static String vector(VerilogSim sim, List<Manifest.Port> ports) {
      BigInteger vector = BigInteger.ZERO;
      int at = 0;
      for (Manifest.Port port : ports) {
        vector = vector.or(sim.signal(port.name()).getBig().shiftLeft(at));
        at += port.widthBits();
      }
      return vector.toString(16);
    }

    static int width(List<Manifest.Port> ports) {
      return ports.stream().mapToInt(Manifest.Port::widthBits).sum();
    }

    static String connected(List<Manifest.Port> ports, String vector) {
      StringBuilder text = new StringBuilder();
      int at = 0;
      for (Manifest.Port port : ports) {
        text.append(
            String.format(
                Locale.ROOT, ", .%s(%s[%d +: %d])", port.name(), vector, at, port.widthBits()));
        at += port.widthBits();
      }
      return text.toString();
    }
  }

  @ParameterizedTest
  @MethodSource("tandem.jvm.VerilogDesigns#names")
  void shouldDoTheSameUnderIcarusAndInTheJvm(String name) throws IOException {
    Path file = VerilogDesigns.file(name);
    Recording recording = record(file, name.substring(0, name.indexOf('.')));
    Matcher result = underIcarus(file, recording);
    assertEquals("0", result.group(2), name);
    int known = Integer.parseInt(result.group(1));
    assertTrue(known > recording.cycles / 4, name + " known=" + known);
  }

  @Test
  void shouldNoticeAnOutputThatDiffers() throws IOException {
    Path file = VerilogDesigns.file("crc.v");
    Recording recording = record(file, "crc");
    Path other =
        Files.writeString(
            folder.resolve("crc.v"), Files.readString(file).replace("edb88320", "edb88321"));
    assertTrue(Integer.parseInt(underIcarus(other, recording).group(2)) > CYCLES / 2);
  }

  private Recording record(Path file, String top) {
    Random random = new Random(1);
    try (VerilogSim sim = VerilogSim.of(file).top(top).open()) {
      Recording recording = new Recording(sim.found().manifest());
      Signal reset = sim.signal(sim.found().reset());
      long active = sim.found().isResetLow() ? 0 : 1;
      reset.set(active);
      for (int i = 0; i < CYCLES; i++) {
        recording.add(sim);
        boolean resets = i < RESET_CYCLES || random.nextInt(50) == 0;
        for (Manifest.Port port : recording.inputs) {
          sim.signal(port.name()).setBig(new BigInteger(port.widthBits(), random));
        }
        reset.set(resets ? active : 1 - active);
        try {
          sim.step(1);
        } catch (RtlEndedException e) {
          assertTrue(e.text().contains("the forbidden value"), e.text());
          break;
        }
      }
      assertTrue(recording.cycles > CYCLES / 10);
      return recording;
    }
  }

  private Matcher underIcarus(Path file, Recording recording) throws IOException {
    int last = recording.cycles;
    int inWidth = Recording.width(recording.inputs);
    int outWidth = Recording.width(recording.outputs);
    String top = file.getFileName().toString().replaceFirst("\\..*", "");
    Files.writeString(folder.resolve("in.hex"), recording.in);
    Files.writeString(folder.resolve("out.hex"), recording.out);
    Path bench =
        Files.writeString(
            folder.resolve("bench.sv"),
            String.format(
                Locale.ROOT,
                BENCH,
                inWidth - 1,
                last,
                outWidth - 1,
                last,
                outWidth - 1,
                top,
                clock(file, top),
                Recording.connected(recording.inputs, "in"),
                Recording.connected(recording.outputs, "out"),
                last,
                RESET_CYCLES));
    try {
      new ExternalTool("iverilog", "iverilog")
          .output(
              folder,
              List.of("-g2012", "-s", "bench", "-o", "bench", bench.toString(), file.toString()));
    } catch (MissingToolException e) {
      assumeTrue(false, e.getMessage());
    }
    String said = new ExternalTool("vvp", "iverilog").output(folder, List.of("-n", "bench"));
    Matcher result = RESULT.matcher(said);
    assertTrue(result.find(), said.lines().limit(20).collect(Collectors.joining("\n")));
    return result;
  }

  private static String clock(Path file, String top) {
    return VerilogSim.of(file).top(top).manifest().manifest().clock();
  }
}
