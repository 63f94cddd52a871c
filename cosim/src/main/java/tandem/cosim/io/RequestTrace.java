package tandem.cosim.io;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tandem.cosim.rtl.UsageException;
import tandem.model.record.WorkOp;
import tandem.model.tx.RequestSource;

/**
 * Posted work requests from a CSV file, read while they are posted: nothing but the line at hand is
 * kept, so a trace may be longer than memory. A header line names the columns connection, op and
 * bytes, and guest and fence where wanted, in any order; {@code #} begins a comment.
 *
 * <p>{@link RequestTable} would do, at a tenth of the speed.
 */
public final class RequestTrace implements RequestSource, AutoCloseable {
  private static final List<String> COLUMNS =
      List.of("connection", "op", "bytes", "guest", "fence");
  private static final int REQUIRED = 3;
  private static final WorkOp[] OPS = WorkOp.values();
  private static final String[] OP_NAMES = {"send", "write", "read", "bind", "invalidate"};
  private static final int LENGTH_BITS = 32;
  private static final int GUEST_BITS = 8;

  /** More digits might not fit a long. */
  private static final int SAFE_DIGITS = 18;

  private final Path file;
  private final int connectionBits;
  private final BufferedReader lines;
  private final int[] columnOfField;
  private long lineNumber;

  private int connection;
  private int op;
  private int bytes;
  private int guest;
  private boolean fence;

  /**
   * Opens a trace and reads its header line.
   *
   * @param connectionBits connections must be less than 2^connectionBits, at most 31
   * @throws UsageException if the file cannot be read or has another header
   */
  public RequestTrace(Path file, int connectionBits) {
    this.file = file;
    this.connectionBits = connectionBits;
    try {
      lines = Files.newBufferedReader(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UsageException(file + ": cannot be read: " + e.getMessage(), e);
    }
    String header = nextLine();
    columnOfField = columns(header == null ? "" : header);
  }

  /**
   * Goes on to the next request.
   *
   * @throws UsageException naming file and line of a request that is none
   */
  @Override
  public boolean advance() {
    String line = nextLine();
    if (line == null) {
      return false;
    }
    guest = 0;
    fence = false;
    int at = 0;
    for (int field = 0; field < columnOfField.length; field++) {
      int comma = line.indexOf(',', at);
      boolean isLast = field == columnOfField.length - 1;
      if (comma < 0 != isLast) {
        throw bad(
            String.format(
                Locale.ROOT,
                "must have %d values: values=%d",
                columnOfField.length,
                line.split(",", -1).length));
      }
      int to = isLast ? line.length() : comma;
      take(columnOfField[field], line, at, to);
      at = to + 1;
    }
    return true;
  }

  private void take(int column, String line, int fieldFrom, int fieldTo) {
    int from = fieldFrom;
    int to = fieldTo;
    while (from < to && line.charAt(from) <= ' ') {
      from++;
    }
    while (to > from && line.charAt(to - 1) <= ' ') {
      to--;
    }
    switch (column) {
      case 0 -> connection = (int) number(column, connectionBits, line, from, to);
      case 1 -> op = op(line, from, to);
      case 2 -> bytes = (int) number(column, LENGTH_BITS, line, from, to);
      case 3 -> guest = (int) number(column, GUEST_BITS, line, from, to);
      default -> fence = number(column, 1, line, from, to) == 1;
    }
  }

  private long number(int column, int bits, String line, int from, int to) {
    long value = 0;
    boolean isDecimal = from < to && to - from <= SAFE_DIGITS;
    for (int i = from; i < to && isDecimal; i++) {
      int digit = line.charAt(i) - '0';
      isDecimal = digit >= 0 && digit <= 9;
      value = 10 * value + digit;
    }
    if (!isDecimal) {
      value = rareNumber(column, line.substring(from, to));
    }
    if (value >>> bits != 0) {
      String name = COLUMNS.get(column);
      throw bad(
          String.format(
              Locale.ROOT,
              "%s must be less than 2^%d: %s=%s",
              name,
              bits,
              name,
              line.substring(from, to)));
    }
    return value;
  }

  private long rareNumber(int column, String text) {
    try {
      boolean hex = text.startsWith("0x") || text.startsWith("0X");
      return hex ? Long.parseUnsignedLong(text.substring(2), 16) : Long.parseUnsignedLong(text);
    } catch (NumberFormatException e) {
      String name = COLUMNS.get(column);
      throw bad(
          String.format(
              Locale.ROOT, "%s must be a number, decimal or 0x: %s=%s", name, name, text));
    }
  }

  private int op(String line, int from, int to) {
    for (int i = 0; i < OP_NAMES.length; i++) {
      if (OP_NAMES[i].length() == to - from && line.startsWith(OP_NAMES[i], from)) {
        return OPS[i].code();
      }
    }
    throw bad(
        String.format(
            Locale.ROOT,
            "op must be one of %s: op=%s",
            String.join(", ", OP_NAMES),
            line.substring(from, to)));
  }

  private int[] columns(String header) {
    List<Integer> found = new ArrayList<>();
    for (String name : header.split(",", -1)) {
      found.add(COLUMNS.indexOf(name.trim()));
    }
    boolean known = !found.contains(-1) && found.stream().distinct().count() == found.size();
    if (!known || !found.containsAll(List.of(0, 1, 2))) {
      throw new UsageException(
          String.format(
              Locale.ROOT,
              "%s:%d: the header line must name %s, and may name %s: header=%s",
              file,
              Math.max(1, lineNumber),
              String.join(",", COLUMNS.subList(0, REQUIRED)),
              String.join(",", COLUMNS.subList(REQUIRED, COLUMNS.size())),
              header));
    }
    return found.stream().mapToInt(Integer::intValue).toArray();
  }

  /** The next line that is neither empty nor a comment, or null. */
  private String nextLine() {
    try {
      String line = lines.readLine();
      lineNumber++;
      while (line != null && (line.isBlank() || line.charAt(0) == '#')) {
        line = lines.readLine();
        lineNumber++;
      }
      return line;
    } catch (CharacterCodingException e) {
      // The reader decodes ahead, so the line is the first that may hold it.
      throw new UsageException(
          String.format(Locale.ROOT, "%s:%d: not UTF-8 text", file, lineNumber + 1), e);
    } catch (IOException e) {
      throw new UsageException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private UsageException bad(String what) {
    return new UsageException(String.format(Locale.ROOT, "%s:%d: %s", file, lineNumber, what));
  }

  @Override
  public int connection() {
    return connection;
  }

  @Override
  public int op() {
    return op;
  }

  @Override
  public int bytes() {
    return bytes;
  }

  @Override
  public int guest() {
    return guest;
  }

  @Override
  public boolean fence() {
    return fence;
  }

  @Override
  public void close() {
    try {
      lines.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
