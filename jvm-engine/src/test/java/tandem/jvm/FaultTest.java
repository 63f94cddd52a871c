package tandem.jvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tandem.bridge.Design;
import tandem.bridge.RtlDut;
import tandem.bridge.RtlEndedException;
import tandem.bridge.Signal;
import tandem.rtlgen.Flavour;
import tandem.rtlgen.GeneratedRtl;
import tandem.rtlgen.Manifest;
import tandem.rtlgen.RtlGenerator;
import tandem.support.CacheDirectory;

/** Designs with one operation changed. */
class FaultTest {
  private static final CacheDirectory CACHE = CacheDirectory.ofUser();

  @Test
  void shouldChangeWhatADesignDoesWithFaultsOfEveryKind() {
    GeneratedRtl rtl =
        new RtlGenerator(CACHE.root().resolve("rtl"))
            .generate("execution-stub", Map.of(), Flavour.SIMULATION);
    List<String> right = outputs(new JvmCompiler(CACHE).firrtl(rtl.manifest(), rtl.firrtlFile()));
    assertTrue(right.size() > 100, "the right design runs on");
    FaultyDesigns designs = FaultyDesigns.firrtl(rtl.manifest(), rtl.firrtlFile());
    Map<Fault.Kind, Integer> made = new EnumMap<>(Fault.Kind.class);
    Map<Fault.Kind, Integer> seen = new EnumMap<>(Fault.Kind.class);
    for (Fault fault : designs.faults()) {
      made.merge(fault.kind(), 1, Integer::sum);
      assertTrue(fault.place().contains(".scala:"), fault.toString());
      try {
        if (!outputs(designs.design(fault)).equals(right)) {
          seen.merge(fault.kind(), 1, Integer::sum);
        }
      } catch (UnsupportedRtlException e) {
        assertTrue(e.getMessage().contains("combinational loop"), e.getMessage());
      }
    }
    assertEquals(Fault.Kind.values().length, made.size(), made.toString());
    for (Fault.Kind kind : Fault.Kind.values()) {
      int share = 100 * seen.getOrDefault(kind, 0) / made.get(kind);
      assertTrue(share >= 20, "seen " + seen + " of " + made);
    }
  }

  private static List<String> outputs(Design design) {
    List<String> outputs = new ArrayList<>();
    try (RtlDut dut = design.open(1)) {
      dut.step(2);
      dut.signal("reset").set(0);
      dut.step(300); // the stub fills its lists
      Random random = new Random(1);
      List<Signal> in = new ArrayList<>();
      List<Signal> out = new ArrayList<>();
      for (Manifest.Port port : design.manifest().ports()) {
        if (port.direction().equals("output")) {
          out.add(dut.signal(port.name()));
        } else if (!List.of("clock", "reset").contains(port.name())) {
          in.add(dut.signal(port.name()));
        }
      }
      for (int i = 0; i < 500; i++) {
        in.forEach(s -> s.setBig(new BigInteger(s.widthBits(), random)));
        dut.step();
        out.forEach(s -> outputs.add(s.getBig().toString(16)));
      }
    } catch (RtlEndedException e) {
      outputs.add(e.getMessage());
    }
    return outputs;
  }
}
