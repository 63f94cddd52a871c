package tandem.cosim.cli;

import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import tandem.support.IoReason;
import tandem.support.NearestNames;
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
      SimCommand.class,
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
    Locale.setDefault(Locale.ROOT); // libraries go by it: picocli sorts options in lower case
    System.exit(Interruption.run(() -> heard(run(args))));
  }

  /** The status, unless nobody could hear what was said. */
  private static int heard(int status) {
    if (System.out.checkError() && status == HELD) {
      System.err.println("tandem: standard output cannot be written");
      return USAGE;
    }
    return status;
  }

  /** Runs a command and gives its exit status. */
  public static int run(String... args) {
    try {
      return commandLine().execute(args);
    } catch (OutOfMemoryError e) {
      System.err.println(
          "tandem: out of memory: "
              + e.getMessage()
              + "; TANDEM_JAVA_OPTS=-Xmx8g, for example, gives more");
    } catch (StackOverflowError e) {
      System.err.println("tandem: the input is nested too deeply");
    } catch (LinkageError e) {
      System.err.println(
          "tandem: native code cannot be loaded: "
              + e.getMessage()
              + "; where the cache or the temporary folder is mounted noexec,"
              + " TANDEM_CACHE=DIR and TANDEM_JAVA_OPTS=-Djna.tmpdir=DIR choose others");
    }
    return USAGE;
  }

  /** All verbs with their options. */
  public static CommandLine commandLine() {
    return OptionRules.types(new CommandLine(new Tandem()))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExpandAtFiles(false)
        .setExecutionStrategy(Tandem::execute)
        .setParameterExceptionHandler(Tandem::badParameter)
        .setExecutionExceptionHandler(Tandem::failed);
  }

  /** Runs the verb when its options hold the rules. */
  private static int execute(CommandLine.ParseResult parsed) {
    CommandLine.ParseResult verb = parsed;
    while (verb.hasSubcommand()) {
      verb = verb.subcommand();
    }
    if (verb.isUsageHelpRequested() || verb.isVersionHelpRequested()) {
      return new CommandLine.RunLast().execute(parsed);
    }
    try {
      OptionRules rules = OptionRules.of(verb.commandSpec());
      rules.check();
      return rules.whileClaimed(() -> new CommandLine.RunLast().execute(parsed));
    } catch (RefusedException e) {
      throw new CommandLine.ExecutionException(verb.commandSpec().commandLine(), e.getMessage(), e);
    }
  }

  @Override
  public void run() {
    CommandLine.usage(this, System.out);
  }

  private static int badParameter(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    String message = e.getMessage().replaceAll("\\s*\\R\\s*", " ");
    if (e instanceof CommandLine.UnmatchedArgumentException unmatched) {
      message += nearest(unmatched.getUnmatched().get(0), command);
    }
    command
        .getErr()
        .printf(
            Locale.ROOT,
            "tandem: %s (%s --help)%n",
            message,
            command.getCommandSpec().qualifiedName());
    return USAGE;
  }

  /** What a misspelt verb or option may have meant. */
  private static String nearest(String argument, CommandLine command) {
    Set<String> known =
        argument.startsWith("-")
            ? command.getCommandSpec().optionsMap().keySet()
            : command.getSubcommands().keySet();
    String name = argument.replaceFirst("=.*", "");
    return known.isEmpty() ? "" : "; nearest names: " + NearestNames.text(name, known);
  }

  private static int failed(Exception e, CommandLine command, CommandLine.ParseResult result) {
    if (Interruption.isRequested()) {
      command.getErr().println("tandem: ended by a signal");
      return USAGE; // the JVM's own status wins
    }
    if (e instanceof RefusedException
        || e instanceof ComparisonRefused
        || e instanceof UnknownSignalException) {
      command.getErr().println("tandem: " + e.getMessage());
    } else if (e instanceof UncheckedIOException io) {
      String reason = IoReason.of(io.getCause());
      boolean bare = io.getMessage().equals(io.getCause().toString());
      command.getErr().println("tandem: " + (bare ? "" : io.getMessage() + ": ") + reason);
    } else {
      command.getErr().println("tandem: internal error, please report it: " + e);
      e.printStackTrace(command.getErr());
    }
    return USAGE;
  }
}
