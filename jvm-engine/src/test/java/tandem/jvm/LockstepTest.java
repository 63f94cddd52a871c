package tandem.jvm;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tandem.bridge.BuildRequest;
import tandem.bridge.Design;
import tandem.bridge.DesignCompiler;
import tandem.bridge.RtlEndedException;
import tandem.bridge.Signal;
import tandem.bridge.Snapshot;
import tandem.rtlgen.Flavour;
import tandem.rtlgen.GeneratedRtl;
import tandem.rtlgen.Manifest;
import tandem.rtlgen.RtlGenerator;
import tandem.support.CacheDirectory;

/** Generated RTL does the same in this JVM as under Verilator, cycle for cycle. */
class LockstepTest {
  private static final int CYCLES = 20_000;
  private static final CacheDirectory CACHE = CacheDirectory.ofUser();

  private static Design verilated(String block) {
    GeneratedRtl rtl = rtl(block);
    return new DesignCompiler(CACHE)
        .compile(
            BuildRequest.of(rtl.manifest(), rtl.directory(), BuildRequest.Trace.NONE)
                .visible("**"));
  }

  private static JvmDesign jvm(String block) {
    return new JvmCompiler(CACHE).firrtl(rtl(block).manifest(), rtl(block).firrtlFile());
  }

  private static GeneratedRtl rtl(String block) {
    return new RtlGenerator(CACHE.root().resolve("rtl"))
        .generate(block, Map.of(), Flavour.SIMULATION);
  }

  /** In reset and left alone, so that nothing at the outputs tells of it. */
  @Test
  void shouldNoticeABitOfAMemory() {
    JvmDesign design = jvm("alignment-splitter");
    JvmDut second = design.open(2);
    try (LockstepDut dut = new LockstepDut(verilated("alignment-splitter").open(1), second)) {
      dut.step(300);
      second.restore(flipped(design, second.snapshot(), "entries", 200));
      LockstepException found = assertThrows(LockstepException.class, () -> dut.step(300));
      assertTrue(found.getMessage().contains("entries_ext.Memory[200] first=0x"), found::toString);
    }
  }

  /** The state with the lowest bit of an element of a memory changed: memories come last. */
  private static Snapshot flipped(
      JvmDesign design, Snapshot snapshot, String memoryEnding, int element) {
    Netlist.Memory memory =
        design.program().memories().stream()
            .filter(m -> m.name().endsWith(memoryEnding))
            .findFirst()
            .orElseThrow();
    long[][] arrays = design.kernel().memory;
    byte[] bytes = snapshot.bytes().clone();
    int at = bytes.length + Long.BYTES * element;
    for (int i = memory.array(); i < arrays.length; i++) {
      at -= Long.BYTES * arrays[i].length;
    }
    bytes[at + Long.BYTES - 1] ^= 1;
    return new Snapshot(snapshot.buildId(), snapshot.cycle(), bytes);
  }

  /** Any bits at all inputs: what the block asserts of them ends both engines in the same cycle. */
  @ParameterizedTest
  @ValueSource(strings = {"alignment-splitter", "execution-stub"})
  void shouldDoTheSameUnderVerilatorAndInTheJvm(String block) {
    Design first = verilated(block);
    JvmDesign second = jvm(block);
    long cycles = 0;
    for (long seed = 1; cycles < CYCLES; seed++) {
      try (LockstepDut dut = new LockstepDut(first.open(seed), second.open(seed + 1))) {
        assertTrue(dut.signals() > dut.manifest().ports().size() / 2, "registers are compared");
        assertTrue(dut.arrays() > 0, "memories are compared");
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
