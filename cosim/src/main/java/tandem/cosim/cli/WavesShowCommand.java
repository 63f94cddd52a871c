package tandem.cosim.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tandem.cosim.waves.CaseWaves;
import tandem.waveforms.compare.Comparison;

/** {@code waves show}: the picture of a case. */
@Command(
    name = "show",
    description = "Replays a case and draws the window of its first divergence, model above RTL.")
final class WavesShowCommand implements Callable<Integer> {
  @Mixin private WaveCaseOptions options;

  @Override
  public Integer call() {
    CaseWaves waves = options.replay();
    Comparison result = waves.compare(options.mode(), options.tolerance());
    waves
        .draw(options.mode(), options.tolerance(), result)
        .forEach(f -> System.out.println("wrote " + f));
    options.writeJson(result, waves.isAgreed(result) ? Tandem.HELD : Tandem.DIFFERED);
    waves.remarks(result).forEach(System.out::println);
    return Tandem.HELD;
  }
}
