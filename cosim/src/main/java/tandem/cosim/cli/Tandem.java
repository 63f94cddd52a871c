package tandem.cosim.cli;

import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import tandem.support.RefusedException;
import tandem.waveforms.compare.ComparisonRefused;
import tandem.waveforms.signal.UnknownSignalException;

/** The command line. */
@Command(
    name = "tandem",
    description = "A golden Java model of a NIC and its Chisel RTL, held against each other.",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    version = "tandem 0.1.0",
    synopsisSubcommandLabel = "VERB",
    commandListHeading = "%nVerbs:%n",
    subcommands = {
      RegressCommand.class,
      ReplayCommand.class,
      ShrinkCommand.class,
      RtlCommand.class,
      RunCommand.class,
      WavesCommand.class,
      ExploreCommand.class,
      DoctorCommand.class
    })
public final class Tandem implements Runnable {
  /** Everything asked for held. */
  static final int HELD = 0;

  /** RTL and model differ, or a run failed. */
  static final int DIFFERED = 1;

  /** What was asked for cannot be done. */
  static final int USAGE = 2;

  private Tandem() {}

  public static void main(String[] args) {
    System.exit(Interruption.run(() -> run(args)));
  }

  /** Runs a command and gives its exit status. */
  public static int run(String... args) {
    return new CommandLine(new Tandem())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(Tandem::badParameter)
        .setExecutionExceptionHandler(Tandem::failed)
        .execute(args);
  }

  @Override
  public void run() {
    CommandLine.usage(this, System.out);
  }

  private static int badParameter(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    command
        .getErr()
        .printf(
            Locale.ROOT,
            "tandem: %s (%s --help)%n",
            e.getMessage().replaceAll("\\s*\\R\\s*", " "),
            command.getCommandSpec().qualifiedName());
    return USAGE;
  }

  private static int failed(Exception e, CommandLine command, CommandLine.ParseResult result)
      throws Exception {
    if (Interruption.isRequested()) {
      command.getErr().println("tandem: ended by a signal");
      return USAGE; // the JVM's own status wins
    }
    if (e instanceof RefusedException
        || e instanceof ComparisonRefused
        || e instanceof UnknownSignalException
        || e instanceof java.io.UncheckedIOException) {
      command.getErr().println("tandem: " + e.getMessage());
      return USAGE;
    }
    throw e;
  }
}
