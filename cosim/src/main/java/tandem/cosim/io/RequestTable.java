package tandem.cosim.io;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import tandem.cosim.rtl.UsageException;

/** A CSV file with a header line and {@code #} comments, read row by row. */
public final class RequestTable implements AutoCloseable, Iterator<RequestTable.Row> {
  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .setCommentMarker('#')
          .setIgnoreEmptyLines(true)
          .setTrim(true)
          .get();

  private final Path file;
  private final CSVParser parser;
  private final Iterator<CSVRecord> records;

  /**
   * Opens a table.
   *
   * @param columns what the header line must name; others are refused
   * @throws UsageException if the file cannot be read or has another header
   */
  public RequestTable(Path file, List<String> columns) {
    this.file = file;
    try {
      Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
      parser = CSVParser.parse(reader, FORMAT);
    } catch (IOException | IllegalArgumentException e) {
      throw new UsageException(file + ": cannot be read: " + e.getMessage(), e);
    }
    if (!parser.getHeaderNames().equals(columns)) {
      throw new UsageException(
          String.format(
              Locale.ROOT,
              "%s:1: the header line must be %s: header=%s",
              file,
              String.join(",", columns),
              String.join(",", parser.getHeaderNames())));
    }
    records = parser.iterator();
  }

  @Override
  public boolean hasNext() {
    return reading(records::hasNext);
  }

  @Override
  public Row next() {
    CSVRecord record = reading(records::next);
    Row row = new Row(record, parser.getCurrentLineNumber());
    if (!record.isConsistent()) {
      throw row.bad(
          String.format(
              Locale.ROOT,
              "must have %d values: values=%d",
              record.getParser().getHeaderNames().size(),
              record.size()));
    }
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

  private <T> T reading(java.util.function.Supplier<T> step) {
    try {
      return step.get();
    } catch (UncheckedIOException | IllegalStateException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      String what =
          cause instanceof MalformedInputException
              ? "not UTF-8 text"
              : cause instanceof CSVException
                  ? "not CSV: " + cause.getMessage()
                  : cause.getMessage();
      throw new UsageException(
          String.format(Locale.ROOT, "%s:%d: %s", file, parser.getCurrentLineNumber() + 1, what),
          e);
    }
  }

  /** One row; every complaint about it names file and line. */
  public final class Row {
    private final CSVRecord record;
    private final long line;

    private Row(CSVRecord record, long line) {
      this.record = record;
      this.line = line;
    }

    /** The value of a column as it stands. */
    public String text(String column) {
      return record.get(column);
    }

    /**
     * A number, decimal or with 0x, from 0 to 2^bits - 1; 64-bit values above 2^63 are negative.
     */
    public long number(String column, int bits) {
      String text = text(column);
      try {
        boolean hex = text.startsWith("0x") || text.startsWith("0X");
        long value =
            hex ? Long.parseUnsignedLong(text.substring(2), 16) : Long.parseUnsignedLong(text);
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
      return new UsageException(String.format(Locale.ROOT, "%s:%d: %s", file, line, what));
    }
  }
}
