package tandem.cosim.cli;

import picocli.CommandLine.Command;

/** Groups the blocks that run on the user's own input. */
@Command(
    name = "run",
    description = "Runs one block on your own input: on the model, the RTL, or both cross-checked.",
    synopsisSubcommandLabel = "BLOCK",
    commandListHeading = "%nBlocks:%n",
    subcommands = {RunSplitCommand.class, RunScheduleCommand.class, RunCoalesceCommand.class})
final class RunCommand {}
