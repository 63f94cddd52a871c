package tandem.bench.mem;

import com.google.auto.service.AutoService;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tandem.cosim.block.Scenario;
import tandem.cosim.regress.Bench;
import tandem.cosim.regress.BenchRun;
import tandem.cosim.regress.Suite;
import tandem.model.record.HostSpan;

/** Every line size against every burst limit, policy and memory model; and other hardware sizes. */
@AutoService(Bench.class)
public final class SplitterParameterBench extends SplitterBench {
  private static final int[] LINES = {0, 32, 64, 128, 256};
  private static final int[] BURSTS = {64, 128, 256, 512, 1024, 2048, 4096};

  public SplitterParameterBench() {
    super(
        "splitter-parameters",
        "line 0 to 256 x burst 64 to 4096 x policy x memory model; few slots, narrow lengths");
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
            Scenario scenario = scenario(line, burst, policy, model, spans);
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

  private static Scenario scenario(
      int line, int burst, int policy, int model, List<HostSpan> spans) {
    return scenario(
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
    Map<String, Long> few = new HashMap<>(WIDTHS);
    few.put("lengthBits", 13L);
    few.put("addressBits", 40L);
    List<HostSpan> spans =
        Spans.random(run.random("other"), 500).stream().map(span -> narrow(span, few)).toList();
    for (int policy = 0; policy <= 3; policy++) {
      Map<String, Long> settings = new HashMap<>(Map.of("policy", (long) policy));
      settings.put("requestSlots", 4L);
      settings.put("lengthBits", 13L);
      settings.put("addressBits", 40L);
      check(run, scenario("few slots policy=" + policy, settings, spans));
    }
  }
}
