package tandem.bench.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tandem.bench.TestRtl;

/** The generated tables of the documentation say what the RTL says. */
class DocsTest {
  private static final Path ROOT = Path.of("..");
  private static final String BLOCK = "read-reassembly";
  private static final int LEAST_TABLES = 9;

  @TempDir Path scratch;

  @Test
  void shouldBeUpToDate() throws IOException {
    Docs.Findings findings = new Docs(ROOT, TestRtl.generated()).check();
    assertEquals(List.of(), findings.stale(), "make docs brings them up to date");
    assertTrue(findings.tables() >= LEAST_TABLES, () -> "tables=" + findings.tables());
  }

  @Test
  void shouldWriteTablesAndNothingElse() throws IOException {
    Path page =
        page("before\n<!-- generated: counters " + BLOCK + " -->\nold\n<!-- end -->\nafter\n");
    Docs docs = new Docs(scratch, TestRtl.generated());
    assertEquals(List.of(Path.of("docs", "page.md")), docs.check().stale());
    assertTrue(Files.readString(page).contains("old"));
    assertEquals(1, docs.write().tables());
    assertEquals(
        """
        before
        <!-- generated: counters read-reassembly -->

        | address | counter | meaning |
        | --- | --- | --- |
        | 0 | `readCompletions` | Pieces of read data received. |
        | 8 | `payloadBeats` | Beats delivered. |
        | 16 | `payloadBytes` | Bytes delivered. |

        <!-- end -->
        after
        """,
        Files.readString(page));
    assertEquals(List.of(), docs.check().stale());
  }

  @Test
  void shouldRefuseUnknownTables() throws IOException {
    for (String name : List.of("streams", "stages " + BLOCK, "hands " + BLOCK)) {
      page("<!-- generated: " + name + " -->\n<!-- end -->\n");
      Docs docs = new Docs(scratch, TestRtl.generated());
      Exception refused = assertThrows(IllegalArgumentException.class, docs::check);
      assertEquals("no such table: generated=" + name, refused.getMessage());
    }
  }

  private Path page(String text) throws IOException {
    Files.writeString(scratch.resolve("README.md"), "nothing\n");
    Path docs = Files.createDirectories(scratch.resolve("docs"));
    return Files.writeString(docs.resolve("page.md"), text);
  }
}
