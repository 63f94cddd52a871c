package tandem.cosim.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import tandem.cosim.rtl.UsageException;

/**
 * The one reader of CSV files, row by row; nothing but the row at hand is kept.
 *
 * <p>A header line names the columns, in any order. Values may be quoted and have blanks around
 * them. Lines that are blank or begin with {@code #}, indented or not, are left out.
 */
public final class RequestTable implements AutoCloseable, Iterator<RequestTable.Row> {
  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT.builder().setIgnoreSurroundingSpaces(true).setTrim(true).get();

  private final Path file;
  private final TableLines lines;
  private final CSVParser parser;
  private final Iterator<CSVRecord> records;
  private final Map<String, Integer> places = new HashMap<>();
  private CSVRecord ahead;

  /**
   * Opens a table.
   *
   * @param required columns that the header line must name
   * @param optional columns that it may name; others are refused
   * @throws UsageException if the file cannot be read or has another header
   */
  public RequestTable(Path file, List<String> required, List<String> optional) {
    this.file = file;
    try {
      lines = new TableLines(file);
      parser = CSVParser.builder().setReader(lines).setFormat(FORMAT).get();
    } catch (IOException e) {
      throw new UsageException(file + ": cannot be read: " + e.getMessage(), e);
    }
    records = parser.iterator();
    try {
      header(required, optional);
    } catch (UsageException e) {
      close();
      throw e;
    }
  }

  private void header(List<String> required, List<String> optional) {
    List<String> names = hasNext() ? next().record.toList() : List.of();
    boolean isKnown = true;
    for (String name : names) {
      boolean isNew = places.putIfAbsent(name, places.size()) == null;
      isKnown &= isNew && (required.contains(name) || optional.contains(name));
    }
    if (!isKnown || !places.keySet().containsAll(required)) {
      String more = optional.isEmpty() ? "" : ", and may name " + String.join(",", optional);
      throw bad(
          String.format(
              Locale.ROOT,
              "the header line must name %s%s: header=%s",
              String.join(",", required),
              more,
              String.join(",", names)));
    }
  }

  @Override
  public boolean hasNext() {
    if (ahead == null) {
      lines.nextRow();
      try {
        ahead = records.hasNext() ? records.next() : null;
      } catch (UncheckedIOException e) {
        boolean isQuote = e.getCause() instanceof CSVException;
        throw bad(isQuote ? "quotes must be around a whole value" : e.getCause().getMessage());
      }
    }
    return ahead != null;
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Row row = new Row(ahead, lines.number());
    if (!places.isEmpty() && ahead.size() != places.size()) {
      throw bad(
          String.format(
              Locale.ROOT, "must have %d values: values=%d", places.size(), ahead.size()));
    }
    ahead = null;
    return row;
  }

  @Override
  public void close() {
    try {
      parser.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private UsageException bad(String what) {
    return bad(Math.max(1, lines.number()), what);
  }

  private UsageException bad(long line, String what) {
    return new UsageException(String.format(Locale.ROOT, "%s:%d: %s", file, line, what));
  }

  /** One row; every complaint about it names file and line. */
  public final class Row {
    private final CSVRecord record;
    private final long line;

    private Row(CSVRecord record, long line) {
      this.record = record;
      this.line = line;
    }

    /** The value of a column as it stands; empty if the table has no such column. */
    public String text(String column) {
      Integer place = places.get(column);
      return place == null ? "" : record.get(place);
    }

    /**
     * A number, decimal or with 0x, from 0 to 2^bits - 1; 64-bit values above 2^63 are negative.
     * Columns that the table does not have are 0.
     */
    public long number(String column, int bits) {
      if (!places.containsKey(column)) {
        return 0;
      }
      String text = text(column);
      try {
        long value = NumberText.unsigned(text);
        if (bits < Long.SIZE && value >>> bits != 0) {
          throw bad(
              String.format(
                  Locale.ROOT, "%s must be less than 2^%d: %s=%s", column, bits, column, text));
        }
        return value;
      } catch (NumberFormatException e) {
        throw bad(
            String.format(
                Locale.ROOT, "%s must be a number, decimal or 0x: %s=%s", column, column, text));
      }
    }

    /** The complaint. */
    public UsageException bad(String what) {
      return RequestTable.this.bad(line, what);
    }
  }
}
