package tandem.bench.mem;

import com.google.auto.service.AutoService;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tandem.cosim.regress.Bench;
import tandem.cosim.regress.BenchRun;
import tandem.cosim.regress.Suite;
import tandem.cosim.splitter.SplitterScenario;
import tandem.model.record.HostSpan;

/** Every line size against every burst limit, policy and memory model; and other hardware sizes. */
@AutoService(Bench.class)
public final class SplitterParameterBench extends SplitterBench {
  private static final int[] LINES = {0, 32, 64, 128, 256};
  private static final int[] BURSTS = {64, 128, 256, 512, 1024, 2048, 4096};

  @Override
  public String name() {
    return "splitter-parameters";
  }

  @Override
  public String about() {
    return "line 0 to 256 x burst 64 to 4096 x policy x memory model; few slots, narrow lengths";
  }

  @Override
  public int seeds(Suite suite) {
    return suite == Suite.SMOKE ? 1 : 10;
  }

  @Override
  public void run(BenchRun run) {
    List<HostSpan> spans =
        Spans.random(run.random("spans"), run.suite() == Suite.SMOKE ? 100 : 1000);
    for (int line : LINES) {
      for (int burst : BURSTS) {
        for (int policy = 0; policy <= 3 && burst >= line; policy++) {
          for (int model = 0; model <= 1; model++) {
            SplitterScenario scenario = scenario(line, burst, policy, model, spans);
            run.attempt(() -> check(run, fitting(run, scenario)));
          }
        }
      }
    }
    if (run.rtl().isGenerated()) {
      otherHardware(run);
    } else {
      run.note(name() + ": other hardware sizes were not run, the RTL is given");
    }
  }

  private static SplitterScenario scenario(
      int line, int burst, int policy, int model, List<HostSpan> spans) {
    return SplitterScenario.of(
        String.format(
            Locale.ROOT, "line=%d burst=%d policy=%d model=%d", line, burst, policy, model),
        Map.of(
            "readLineBytes", (long) line,
            "writeLineBytes", (long) line,
            "maxPayloadBytes", (long) burst,
            "maxReadRequestBytes", (long) burst,
            "policy", (long) policy,
            "memoryModel", (long) model),
        spans);
  }

  /** Hardware generated with other parameters: slots run out, lengths reach their limit. */
  private void otherHardware(BenchRun run) {
    List<HostSpan> spans =
        Spans.random(run.random("other"), 500).stream()
            .map(SplitterParameterBench::narrow)
            .toList();
    for (int policy = 0; policy <= 3; policy++) {
      Map<String, Long> settings = new HashMap<>(Map.of("policy", (long) policy));
      settings.put("requestSlots", 4L);
      settings.put("lengthBits", 13L);
      settings.put("addressBits", 40L);
      check(run, SplitterScenario.of("few slots policy=" + policy, settings, spans));
    }
  }

  private static HostSpan narrow(HostSpan s) {
    long address = s.address() & (1L << 40) - 1;
    return new HostSpan(
        s.op(), address, s.bytes() % 8192, s.padBytes(), s.permitted(), s.guest(), s.tag());
  }
}
