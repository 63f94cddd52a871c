package tandem.cosim.cli;

import picocli.CommandLine.Command;
import tandem.waveforms.cli.WavesDiffCommand;

/** Groups what is done with waves. */
@Command(
    name = "waves",
    description = "Compares dumps, compares the RTL's waves with the model, draws the window.",
    synopsisSubcommandLabel = "VERB",
    commandListHeading = "%nVerbs:%n",
    subcommands = {WavesDiffCommand.class, WavesCompareCommand.class, WavesShowCommand.class})
final class WavesCommand {}
