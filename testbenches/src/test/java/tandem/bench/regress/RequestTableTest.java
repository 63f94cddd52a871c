package tandem.bench.regress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tandem.bench.CommandRun;

/** One rule for the CSV of {@code run split} and of {@code run schedule}. */
class RequestTableTest {
  private static final String SPLIT = "op,address,bytes\nread,64,12\nwrite,0x1000,4096\n";
  private static final String SCHEDULE = "connection,op,bytes\n3,send,12\n4,write,4096\n";

  @TempDir Path folder;
  private String expectedSplit;
  private String expectedSchedule;

  @BeforeEach
  void setUp() throws IOException {
    expectedSplit = output("split", SPLIT.getBytes(StandardCharsets.UTF_8));
    expectedSchedule = output("schedule", SCHEDULE.getBytes(StandardCharsets.UTF_8));
    assertEquals(17, expectedSplit.lines().count());
    assertTrue(expectedSchedule.lines().count() > 2, expectedSchedule);
  }

  /** Each changes how the same tables are written; both verbs read them alike. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      textBlock =
          """
          \\n|\\r\\n
          \\n|\\r
          \\n|\\n\\n \\n
          ^|\uFEFF
          12|"12"
          12| "12"\\t
          bytes|" bytes"
          ,| , \\t
          \\n|\\n# not "this\\n
          \\n|\\n \\t# nor, this\\n
          12|0xc
          12|0X0C
          12|0000000000000000000012
          \\n$|
          """)
  void shouldReadTheSameHoweverItIsWritten(String from, String to) throws IOException {
    assertEquals(expectedSplit, output("split", changed(SPLIT, from, to)));
    assertEquals(expectedSchedule, output("schedule", changed(SCHEDULE, from, to)));
  }

  @Test
  void shouldReadColumnsInAnyOrder() throws IOException {
    String split = "bytes,op,address\n12,read,64\n4096,write,4096\n";
    String schedule = "guest,op,fence,bytes,connection\n0,send,0,12,3\n0,write,0,4096,4\n";
    assertEquals(expectedSplit, output("split", split.getBytes(StandardCharsets.UTF_8)));
    assertEquals(expectedSchedule, output("schedule", schedule.getBytes(StandardCharsets.UTF_8)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      textBlock =
          """
          12|\u0661\u0662|2|bytes must be a number, decimal or 0x: bytes=\u0661\u0662
          12|0x\u0661|2|bytes must be a number, decimal or 0x: bytes=0x\u0661
          12|\uFF11\uFF12|2|bytes must be a number, decimal or 0x: bytes=\uFF11\uFF12
          12|0x\uFF26|2|bytes must be a number, decimal or 0x
          12|+5|2|bytes must be a number, decimal or 0x: bytes=+5
          12|-5|2|bytes must be a number, decimal or 0x: bytes=-5
          12|0x|2|bytes must be a number, decimal or 0x: bytes=0x
          12|0x+5|2|bytes must be a number, decimal or 0x: bytes=0x+5
          12|1_2|2|bytes must be a number, decimal or 0x: bytes=1_2
          12|1e1|2|bytes must be a number, decimal or 0x: bytes=1e1
          12||2|bytes must be a number, decimal or 0x: bytes=
          12|18446744073709551616|2|bytes must be a number, decimal or 0x
          12|4294967296|2|bytes must be less than 2^32: bytes=4294967296
          12|12,|2|must have 3 values: values=4
          ,12||2|must have 3 values: values=2
          \\n|,\\n|1|the header line must name
          bytes|bytes,bytes|1|the header line must name
          bytes|Bytes|1|the header line must name
          4096|"4096|3|quotes must be around a whole value
          12|"12"3|2|quotes must be around a whole value
          12|"12|2|a value must end on its line: a quote is left open
          12|1\\0|2|not UTF-8 text: a byte is 0
          """)
  void shouldSayWhatIsWrong(String from, String to, int line, String what) throws IOException {
    String text = text(what == null ? "" : what);
    refuse("split", changed(SPLIT, from, to), ":" + line + ": " + text);
    refuse("schedule", changed(SCHEDULE, from, to), ":" + line + ": " + text);
  }

  @Test
  void shouldSayWhichTextIsNotUtf8() throws IOException {
    for (String verb : new String[] {"split", "schedule"}) {
      String table = verb.equals("split") ? SPLIT : SCHEDULE;
      for (Charset charset : new Charset[] {StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE}) {
        refuse(
            verb, ("\uFEFF" + table).getBytes(charset), ": the text is UTF-16: it must be UTF-8");
        refuse(verb, table.getBytes(charset), ":1: not UTF-8 text: a byte is 0");
      }
      byte[] latin = table.replace("4096", "\u00b2").getBytes(StandardCharsets.ISO_8859_1);
      refuse(verb, latin, ":3: not UTF-8 text");
      refuse(verb, new byte[0], ":1: the header line must name");
    }
  }

  /** Neither a line without end nor a quote that is never closed is kept in memory. */
  @Test
  void shouldBoundLinesAndQuotes() throws IOException {
    byte[] endless = new byte[1 << 20];
    Arrays.fill(endless, (byte) '1');
    byte[] quoted = ("\"" + "1,\n".repeat(1 << 20)).getBytes(StandardCharsets.UTF_8);
    for (String verb : new String[] {"split", "schedule"}) {
      String header = verb.equals("split") ? "op,address,bytes\n" : "connection,op,bytes\n";
      refuse(verb, concat(header, endless), ":2: a line must have at most 65536 bytes");
      refuse(verb, concat(header, quoted), ":2: a value must end on its line");
    }
  }

  private static byte[] concat(String head, byte[] tail) {
    byte[] bytes =
        Arrays.copyOf(head.getBytes(StandardCharsets.UTF_8), head.length() + tail.length);
    System.arraycopy(tail, 0, bytes, head.length(), tail.length);
    return bytes;
  }

  private static byte[] changed(String table, String from, String to) {
    String changed = table.replaceAll(from.replace("\\n", "\n"), text(to == null ? "" : to));
    assertTrue(!changed.equals(table), from);
    return changed.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(String escaped) {
    return escaped.translateEscapes();
  }

  private String output(String verb, byte[] table) throws IOException {
    Path out = folder.resolve(verb + ".jsonl");
    run(verb, table, out).assertHeld();
    return Files.readString(out);
  }

  private void refuse(String verb, byte[] table, String what) throws IOException {
    Path out = folder.resolve("refused.jsonl");
    run(verb, table, out).assertRefused("in.csv" + what);
    assertTrue(Files.notExists(out));
  }

  private CommandRun run(String verb, byte[] table, Path out) throws IOException {
    Path in = Files.write(folder.resolve("in.csv"), table);
    return CommandRun.of(
        "run", verb, "--in", in.toString(), "--engine", "model", "--out", out.toString());
  }
}
