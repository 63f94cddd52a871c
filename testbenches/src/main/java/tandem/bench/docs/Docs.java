package tandem.bench.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tandem.cosim.rtl.RtlSource;
import tandem.support.CacheDirectory;

/**
 * Writes the generated tables of the documentation, each between {@code <!-- generated: NAME -->}
 * and {@code <!-- end -->}.
 */
public final class Docs {
  private static final Pattern TABLE =
      Pattern.compile("(?s)(<!-- generated: ([\\w -]+?) -->\n)(.*?)(<!-- end -->)");

  private final Path root;
  private final GeneratedTables tables;

  /**
   * @param root of the project
   * @param rtl whose manifests are asked
   */
  public Docs(Path root, RtlSource rtl) {
    this.root = root;
    this.tables = new GeneratedTables(root, rtl);
  }

  /** A page as it is and as it should be, and how many tables it has. */
  private record Page(String is, String shouldBe, int tables) {}

  /** What was looked at: how many tables, and the pages in which one is out of date. */
  public record Findings(int tables, List<Path> stale) {}

  /** Compares every page with what it should be, without a change. */
  public Findings check() throws IOException {
    return look(false);
  }

  /** Brings every page up to date. */
  public Findings write() throws IOException {
    return look(true);
  }

  private Findings look(boolean writes) throws IOException {
    int found = 0;
    List<Path> stale = new ArrayList<>();
    for (Path path : pages()) {
      Page page = page(path);
      found += page.tables;
      if (!page.is.equals(page.shouldBe)) {
        stale.add(root.relativize(path));
        if (writes) {
          Files.writeString(path, page.shouldBe);
        }
      }
    }
    return new Findings(found, stale);
  }

  private Page page(Path path) throws IOException {
    String text = Files.readString(path);
    StringBuilder updated = new StringBuilder();
    int count = 0;
    Matcher table = TABLE.matcher(text);
    while (table.find()) {
      count++;
      String lines = "\n" + tables.table(table.group(2)) + "\n";
      table.appendReplacement(
          updated, Matcher.quoteReplacement(table.group(1) + lines + table.group(4)));
    }
    table.appendTail(updated);
    return new Page(text, updated.toString(), count);
  }

  private List<Path> pages() throws IOException {
    try (Stream<Path> found = Files.walk(root.resolve("docs"))) {
      return Stream.concat(Stream.of(root.resolve("README.md")), found)
          .filter(path -> path.toString().endsWith(".md"))
          .sorted()
          .toList();
    }
  }

  /** {@code --check} only compares; exit status 1 if a table is out of date. */
  public static void main(String[] arguments) throws IOException {
    boolean checks = List.of(arguments).equals(List.of("--check"));
    if (arguments.length > 0 && !checks) {
      System.err.println("usage: Docs [--check]");
      System.exit(2);
    }
    Docs docs =
        new Docs(
            Path.of("").toAbsolutePath(), new RtlSource(CacheDirectory.ofUser(), Optional.empty()));
    Findings findings = checks ? docs.check() : docs.write();
    findings
        .stale()
        .forEach(page -> System.out.println((checks ? "out of date: " : "written: ") + page));
    System.out.println("generated tables: " + findings.tables());
    System.exit(checks && !findings.stale().isEmpty() ? 1 : 0);
  }
}
