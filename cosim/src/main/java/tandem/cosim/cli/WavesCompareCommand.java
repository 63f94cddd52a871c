package tandem.cosim.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tandem.cosim.waves.CaseWaves;
import tandem.support.OutputWrites;
import tandem.waveforms.compare.Comparison;

/** {@code waves compare}: the RTL's waves of a case against the model. */
@Command(
    name = "compare",
    description = {
      "Replays a case, records the RTL in a window around the mismatch and compares its waves with",
      "the model's. Writes rtl.fst, both.fst with views for GTKWave and Surfer, and a picture."
    })
final class WavesCompareCommand implements Callable<Integer> {
  @Mixin private WaveCaseOptions options;

  @Override
  public Integer call() {
    CaseWaves waves = options.replay();
    Comparison result = waves.compare(options.mode(), options.tolerance());
    System.out.println(waves.text(result));
    waves.remarks(result).forEach(System.out::println);
    int status = waves.isAgreed(result) ? Tandem.HELD : Tandem.DIFFERED;
    List<Object> files = new ArrayList<>();
    OutputWrites writes =
        new OutputWrites()
            .add(() -> options.writeJson(result, status))
            .add(() -> files.addAll(waves.combine()))
            .add(() -> files.addAll(waves.draw(options.mode(), options.tolerance(), result)));
    files.forEach(f -> System.out.println("wrote " + f));
    writes.end();
    return status;
  }
}
