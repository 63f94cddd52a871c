package tandem.waveforms.cli;

import picocli.CommandLine;

/** The command in a process of its own, for tests that take memory away from it. */
public final class WavesDiffMain {
  private WavesDiffMain() {}

  public static void main(String[] args) {
    System.exit(new CommandLine(new WavesDiffCommand()).execute(args));
  }
}
