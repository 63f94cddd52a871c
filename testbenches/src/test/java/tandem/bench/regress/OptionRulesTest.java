package tandem.bench.regress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import tandem.bench.CommandRun;
import tandem.cosim.cli.Tandem;
import tandem.support.OutputFile;
import tandem.support.OutputFiles;
import tandem.support.OutputFolder;

/**
 * The rules that hold for every option of every verb. The options are those of the command line
 * itself, so a new one is covered as soon as it is there.
 */
class OptionRulesTest {
  private static final Set<Class<?>> NUMBERS =
      Set.of(int.class, Integer.class, long.class, Long.class);
  private static final Set<Class<?>> FILES = Set.of(OutputFile.class, OutputFiles.class);

  /** What these words of an option's description promise is an output, and must have its type. */
  private static final List<String> OUTPUT_WORDS = List.of("Writes ", "Folder for ", "Output file");

  /** A verb and one of its options. */
  record Case(CommandSpec verb, OptionSpec option) {
    String name() {
      return option.longestName();
    }

    /** The line of the verb with all that it demands, and the option with this value. */
    List<String> line(Path input, Path folder, String... values) {
      List<String> line = new ArrayList<>(List.of(verb.qualifiedName().split(" ")));
      line.remove(0);
      for (ArgSpec required : verb.args()) {
        if (required instanceof PositionalParamSpec) {
          line.add(input.toString());
        } else if (required.required() && (required != option || values.length == 0)) {
          line.add(((OptionSpec) required).longestName() + "=" + value(required, input, folder));
        }
      }
      List.of(values).forEach(value -> line.add(name() + "=" + value));
      return line;
    }

    private static String value(ArgSpec option, Path input, Path folder) {
      Class<?> type = option.auxiliaryTypes()[0];
      return type == Path.class ? input.toString() : folder.resolve("required").toString();
    }

    @Override
    public String toString() {
      return verb.qualifiedName() + " " + name();
    }
  }

  @TempDir Path folder;
  private Path input;

  @BeforeEach
  void writeInput() throws IOException {
    input = Files.writeString(folder.resolve("input"), "no input of any verb\n");
  }

  @Test
  void shouldKnowAllVerbs() {
    List<String> verbs = verbs(Tandem.commandLine()).map(v -> v.qualifiedName()).toList();
    assertTrue(verbs.containsAll(List.of("tandem regress", "tandem waves diff")), () -> "" + verbs);
    assertTrue(outputFiles().count() >= 15 && numbers().count() >= 7);
  }

  @ParameterizedTest
  @MethodSource("options")
  void shouldTypeOutputsAsOutputs(Case c) {
    String said = String.join(" ", c.option().description());
    if (OUTPUT_WORDS.stream().anyMatch(said::startsWith)) {
      Class<?> type = c.option().auxiliaryTypes()[0];
      assertTrue(FILES.contains(type) || type == OutputFolder.class, type.toString());
    }
  }

  @ParameterizedTest
  @MethodSource("outputFiles")
  void shouldRefuseAFolderAsAFile(Case c) throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder);
    for (Path wrong : List.of(folder, link)) {
      assertRefused(c, c.name() + "=" + wrong + ": is a folder, a file is wanted", "" + wrong);
    }
  }

  @ParameterizedTest
  @MethodSource("outputFolders")
  void shouldRefuseAFileAsAFolder(Case c) {
    assertRefused(c, c.name() + "=" + input + ": is a file, a folder is wanted", "" + input);
  }

  @ParameterizedTest
  @MethodSource("outputs")
  void shouldRefuseWhatCannotBeWritten(Case c) {
    Path below = input.resolve("below");
    assertRefused(c, c.name() + "=" + below + ": cannot be written: ", "" + below);
  }

  @ParameterizedTest
  @MethodSource("outputFiles")
  void shouldRefuseAnInputAsAnOutput(Case c) throws IOException {
    boolean reads =
        c.verb().args().stream()
            .anyMatch(a -> a.auxiliaryTypes()[0] == Path.class && (a.required() || !a.isOption()));
    assumeTrue(reads, "the verb needs no input");
    assertRefused(c, c.name() + "=" + input + ": is an input, too: ", "" + input);
    assertEquals("no input of any verb\n", Files.readString(input));
  }

  @ParameterizedTest
  @MethodSource("outputFiles")
  void shouldRefuseOneFileForTwoOutputs(Case c) {
    String file = folder.resolve("same").toString();
    for (OptionSpec other : c.verb().options()) {
      if (isOutputFile(other) && other != c.option()) {
        List<String> line = c.line(input, folder, file);
        line.removeIf(word -> word.startsWith(other.longestName() + "="));
        line.add(other.longestName() + "=" + file);
        CommandRun.of(line.toArray(String[]::new)).assertRefused(": is another output, too: ");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void shouldRefuseWhatIsNoNumber(Case c) {
    for (String wrong : List.of("٣", "３", "+3", "0x3", "3.0", "", "99999999999999999999")) {
      assertRefused(c, "Invalid value for option '" + c.name() + "'", wrong);
    }
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void shouldRefuseNegativeNumbers(Case c) {
    assumeTrue(!c.name().equals("--seed"), "a seed may be any number");
    assertRefused(c, c.name() + " must ", "-5");
  }

  @ParameterizedTest
  @MethodSource("singles")
  void shouldRefuseASecondValueForASingleOption(Case c) {
    assertRefused(c, "should be specified only once", "1", "1");
  }

  @ParameterizedTest
  @MethodSource("options")
  void shouldNameTheNearestOption(Case c) {
    List<String> line = c.line(input, folder);
    line.add(c.name() + "x");
    CommandRun.of(line.toArray(String[]::new))
        .assertRefused("'" + c.name() + "x'; nearest names: " + c.name());
  }

  @Test
  void shouldNameTheNearestVerb() {
    CommandRun.of("regres").assertRefused("'regres'; nearest names: regress");
    CommandRun.of("waves", "dif").assertRefused("'dif'; nearest names: diff");
  }

  @Test
  void shouldNotReadOptionsFromFilesByAccident() throws IOException {
    Path arguments = Files.writeString(folder.resolve("arguments"), "--help");
    String at = "@" + arguments;
    CommandRun.of("run", "split", "--in", at, "--out", folder.resolve("out").toString())
        .assertRefused("no such file or folder: --in=" + at);
  }

  private void assertRefused(Case c, String message, String... values) {
    CommandRun.of(c.line(input, folder, values).toArray(String[]::new)).assertRefused(message);
    assertFalse(Files.exists(folder.resolve("required")), "nothing may have run");
  }

  private static Stream<Case> options() {
    return verbs(Tandem.commandLine())
        .flatMap(verb -> verb.options().stream().map(option -> new Case(verb, option)))
        .filter(c -> !c.option().usageHelp() && !c.option().versionHelp());
  }

  private static Stream<Case> of(Predicate<OptionSpec> kind) {
    return options().filter(c -> kind.test(c.option()));
  }

  private static Stream<Case> outputFiles() {
    return of(OptionRulesTest::isOutputFile);
  }

  private static Stream<Case> outputFolders() {
    return of(o -> o.auxiliaryTypes()[0] == OutputFolder.class);
  }

  private static Stream<Case> outputs() {
    return Stream.concat(outputFiles(), outputFolders());
  }

  private static Stream<Case> numbers() {
    return of(o -> NUMBERS.contains(o.auxiliaryTypes()[0]));
  }

  private static Stream<Case> singles() {
    return of(
        o -> !o.isMultiValue() && o.arity().max() > 0 && o.auxiliaryTypes()[0] == String.class);
  }

  private static boolean isOutputFile(OptionSpec option) {
    return FILES.contains(option.auxiliaryTypes()[0]);
  }

  private static Stream<CommandSpec> verbs(CommandLine line) {
    return line.getSubcommands().isEmpty()
        ? Stream.of(line.getCommandSpec())
        : line.getSubcommands().values().stream().distinct().flatMap(OptionRulesTest::verbs);
  }
}
