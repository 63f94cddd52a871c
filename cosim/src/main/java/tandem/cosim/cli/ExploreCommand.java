package tandem.cosim.cli;

import picocli.CommandLine.Command;

/** Groups the sweeps over configurations. */
@Command(
    name = "explore",
    description = "Sweeps configurations on the model and prints what they come to.",
    synopsisSubcommandLabel = "BLOCK",
    commandListHeading = "%nBlocks:%n",
    subcommands = ExploreScheduleCommand.class)
final class ExploreCommand {}
