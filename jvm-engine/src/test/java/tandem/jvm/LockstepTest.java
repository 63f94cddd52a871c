package tandem.jvm;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tandem.bridge.BuildRequest;
import tandem.bridge.DesignCompiler;
import tandem.bridge.RtlEndedException;
import tandem.bridge.Signal;
import tandem.rtlgen.Flavour;
import tandem.rtlgen.GeneratedRtl;
import tandem.rtlgen.Manifest;
import tandem.rtlgen.RtlGenerator;
import tandem.support.CacheDirectory;

/** Generated RTL does the same in this JVM as under Verilator, cycle for cycle. */
class LockstepTest {
  private static final int CYCLES = 20_000;
  private static final CacheDirectory CACHE = CacheDirectory.ofUser();

  static LockstepDut open(String block, long seed) {
    GeneratedRtl rtl =
        new RtlGenerator(CACHE.root().resolve("rtl")).generate(block, Map.of(), Flavour.SIMULATION);
    BuildRequest request =
        BuildRequest.of(rtl.manifest(), rtl.directory(), BuildRequest.Trace.NONE).visible("**");
    return new LockstepDut(
        new DesignCompiler(CACHE).compile(request).open(seed),
        new JvmCompiler(CACHE).firrtl(rtl.manifest(), rtl.firrtlFile()).open(seed + 1));
  }

  /** Any bits at all inputs: what the block asserts of them ends both engines in the same cycle. */
  @ParameterizedTest
  @ValueSource(strings = {"alignment-splitter", "execution-stub"})
  void shouldDoTheSameUnderVerilatorAndInTheJvm(String block) {
    long cycles = 0;
    for (long seed = 1; cycles < CYCLES; seed++) {
      try (LockstepDut dut = open(block, seed)) {
        assertTrue(dut.signals() > dut.manifest().ports().size() / 2, "registers are compared");
        dut.step(3);
        dut.signal(dut.manifest().reset()).set(0);
        Random random = new Random(seed);
        List<Signal> inputs = inputs(dut);
        try {
          for (int i = 0; i < 2000; i++) {
            inputs.forEach(in -> in.setBig(any(in, random)));
            dut.step();
          }
        } catch (RtlEndedException e) {
          assertTrue(e.cycle() > 3, "not in reset");
        }
        cycles += dut.cycle();
      }
    }
  }

  private static List<Signal> inputs(LockstepDut dut) {
    List<Signal> inputs = new ArrayList<>();
    for (Manifest.Port port : dut.manifest().ports()) {
      boolean isClocking =
          List.of(dut.manifest().clock(), dut.manifest().reset()).contains(port.name());
      boolean isRegister = port.name().startsWith("registers_"); // illegal settings end it at once
      if (port.direction().equals("input") && !isClocking && !isRegister) {
        inputs.add(dut.signal(port.name()));
      }
    }
    return inputs;
  }

  private static BigInteger any(Signal in, Random random) {
    BigInteger value = new BigInteger(in.widthBits(), random);
    return in.widthBits() > 3 && random.nextInt(3) == 0 ? value.and(BigInteger.valueOf(63)) : value;
  }
}
