package tandem.bench.docs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tandem.cosim.rtl.RtlSource;
import tandem.rtlgen.Manifest;

/** The tables of the documentation that say what the RTL and the list of stages say. */
final class GeneratedTables {
  /** One register of a row: a name and a number. */
  private static final Pattern NUMBERED = Pattern.compile("(\\w*[a-zA-Z])(\\d+)");

  private final Path root;
  private final RtlSource rtl;

  /**
   * @param root of the project
   * @param rtl whose manifests are asked
   */
  GeneratedTables(Path root, RtlSource rtl) {
    this.root = root;
    this.rtl = rtl;
  }

  /**
   * The lines of a table.
   *
   * @param name as it stands in the marker: {@code stages}, or {@code streams}, {@code registers}
   *     or {@code counters} and a block
   * @throws IllegalArgumentException if there is no such table
   */
  String table(String name) throws IOException {
    String[] words = name.split(" ");
    if (words.length == 1 && words[0].equals("stages")) {
      return stages();
    }
    if (words.length == 2) {
      Manifest manifest = rtl.manifest(words[1], Map.of());
      switch (words[0]) {
        case "streams":
          return streams(manifest);
        case "registers":
          return registers(manifest, Manifest.Register::writable);
        case "counters":
          return registers(manifest, register -> !register.writable());
        default:
      }
    }
    throw new IllegalArgumentException("no such table: generated=" + name);
  }

  private String stages() throws IOException {
    StringBuilder table = new StringBuilder("| stage | block | equal in model and RTL |\n");
    table.append("| --- | --- | --- |\n");
    for (Stage stage : Stage.all(root)) {
      table.append(
          String.format(
              Locale.ROOT,
              "| [`%s`](docs/blocks/%s) | `%s` | %s |%n",
              stage.stage(),
              stage.page(),
              stage.block(),
              stage.checked()));
    }
    return table.toString();
  }

  private static String streams(Manifest manifest) {
    StringBuilder table = new StringBuilder("| stream | | record | fields in order (bits) |\n");
    table.append("| --- | --- | --- | --- |\n");
    for (Manifest.Stream stream : manifest.streams()) {
      String fields =
          stream.fields().stream()
              .map(field -> field.name() + " " + field.widthBits())
              .collect(Collectors.joining(", "));
      String direction = stream.direction().equals("input") ? "in" : "out";
      table.append(
          String.format(
              Locale.ROOT,
              "| `%s` | %s%s | %s | %s |%n",
              stream.name(),
              direction,
              stream.hasReady() ? "" : ", without ready",
              stream.record(),
              fields));
    }
    return table.toString();
  }

  private static String registers(Manifest manifest, Predicate<Manifest.Register> which) {
    List<Manifest.Register> registers = manifest.registers().stream().filter(which).toList();
    boolean writable = registers.stream().anyMatch(Manifest.Register::writable);
    StringBuilder table =
        new StringBuilder(
            writable
                ? "| address | register | values | reset | meaning |\n| --- | --- | --- | --- | --- |\n"
                : "| address | counter | meaning |\n| --- | --- | --- |\n");
    for (int first = 0, next; first < registers.size(); first = next) {
      next = first + 1;
      while (next < registers.size() && follows(registers.get(next - 1), registers.get(next))) {
        next++;
      }
      table.append(row(registers.get(first), registers.get(next - 1), writable));
    }
    return table.toString();
  }

  /** Whether two registers are neighbours in a row of numbered ones. */
  private static boolean follows(Manifest.Register one, Manifest.Register other) {
    Matcher before = NUMBERED.matcher(one.name());
    Matcher after = NUMBERED.matcher(other.name());
    return before.matches()
        && after.matches()
        && before.group(1).equals(after.group(1))
        && Integer.parseInt(before.group(2)) + 1 == Integer.parseInt(after.group(2));
  }

  /** The row of a register, or of numbered ones from the first to the last. */
  private static String row(Manifest.Register first, Manifest.Register last, boolean writable) {
    String values = writable ? values(first) + " | " + reset(first) + " | " : "";
    String row = "| %s | `%s` | " + values + "%s |\n";
    return first.equals(last)
        ? String.format(Locale.ROOT, row, first.address(), first.name(), first.doc())
        : String.format(
            Locale.ROOT,
            row,
            first.address() + " to " + last.address(),
            first.name() + "` to `" + last.name(),
            first.doc() + " ... " + last.doc());
  }

  private static String values(Manifest.Register register) {
    if (!register.labels().isEmpty()) {
      return register.labels().entrySet().stream()
          .map(label -> label.getKey() + " " + label.getValue())
          .collect(Collectors.joining(", "));
    }
    if (register.allowed() == null && register.maximum() == null) {
      return "any of " + register.widthBits() + " bits";
    }
    return register.allowed() == null
        ? register.minimum() + " to " + Long.toUnsignedString(register.maximum())
        : register.allowed().stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  private static String reset(Manifest.Register register) {
    return register.labels().entrySet().stream()
        .filter(label -> label.getValue() == register.reset())
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(String.valueOf(register.reset()));
  }
}
