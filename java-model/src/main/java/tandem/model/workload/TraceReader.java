package tandem.model.workload;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import tandem.model.record.WorkOp;

/**
 * Reads requests from comma separated lines: a header that names the columns connection, op, bytes
 * and optionally guest and fence in any order, then a request a line. Empty lines and those that
 * begin with # are skipped.
 */
public final class TraceReader {
  private static final List<String> COLUMNS =
      List.of("connection", "op", "bytes", "guest", "fence");
  private static final int REQUIRED = 3;
  private static final WorkOp[] OPS = WorkOp.values();

  private final int[] fieldOfColumn = new int[COLUMNS.size()];
  private final Requests requests = new Requests();
  private final int[] starts = new int[COLUMNS.size() + 1];
  private long lineNumber;
  private int fields;

  private TraceReader() {}

  /**
   * Reads to the end.
   *
   * @throws IllegalArgumentException naming the line that is wrong and why
   */
  public static Requests read(Reader source) throws IOException {
    TraceReader reader = new TraceReader();
    BufferedReader lines = new BufferedReader(source);
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      reader.lineNumber++;
      if (!line.isBlank() && line.charAt(0) != '#') {
        try {
          reader.take(line);
        } catch (IllegalArgumentException e) {
          throw new IllegalArgumentException(
              "line " + reader.lineNumber + ": " + e.getMessage() + ": " + line, e);
        }
      }
    }
    if (reader.fields == 0) {
      throw new IllegalArgumentException("the trace has no header line");
    }
    return reader.requests;
  }

  private void take(String line) {
    if (fields == 0) {
      header(line);
    } else {
      request(line);
    }
  }

  private void header(String line) {
    String[] names = line.split(",", -1);
    Arrays.fill(fieldOfColumn, -1);
    for (int i = 0; i < names.length; i++) {
      int column = COLUMNS.indexOf(names[i].trim());
      if (column < 0) {
        throw new IllegalArgumentException(
            "unknown column " + names[i].trim() + ", known are " + COLUMNS);
      }
      if (fieldOfColumn[column] >= 0) {
        throw new IllegalArgumentException("column twice: " + names[i].trim());
      }
      fieldOfColumn[column] = i;
    }
    for (int i = 0; i < REQUIRED; i++) {
      if (fieldOfColumn[i] < 0) {
        throw new IllegalArgumentException("column missing: " + COLUMNS.get(i));
      }
    }
    fields = names.length;
  }

  private void request(String line) {
    int found = 0;
    for (int at = 0; at >= 0; found++) {
      if (found == fields) {
        throw new IllegalArgumentException("more than " + fields + " fields");
      }
      starts[found] = at;
      int comma = line.indexOf(',', at);
      at = comma < 0 ? -1 : comma + 1;
    }
    if (found < fields) {
      throw new IllegalArgumentException("less than " + fields + " fields");
    }
    starts[fields] = line.length() + 1;
    requests.add(
        (int) number(line, 0, 0xFF_FFFF),
        op(line),
        number(line, 2, 0xFFFF_FFFFL),
        (int) number(line, 3, 0xFF),
        number(line, 4, 1) == 1);
  }

  private long number(String line, int column, long maximum) {
    int field = fieldOfColumn[column];
    if (field < 0) {
      return 0;
    }
    int from = from(line, field);
    int to = to(line, field, from);
    long value = 0;
    boolean wrong = from == to;
    for (int at = from; at < to && !wrong; at++) {
      int digit = line.charAt(at) - '0';
      value = 10 * value + digit;
      wrong = digit < 0 || digit > 9 || value > maximum;
    }
    if (wrong) {
      throw new IllegalArgumentException(
          COLUMNS.get(column) + " must be a number in 0.." + maximum);
    }
    return value;
  }

  private WorkOp op(String line) {
    int from = from(line, fieldOfColumn[1]);
    int length = to(line, fieldOfColumn[1], from) - from;
    for (WorkOp op : OPS) {
      if (op.name().length() == length && line.regionMatches(true, from, op.name(), 0, length)) {
        return op;
      }
    }
    throw new IllegalArgumentException(
        "op must be one of " + Arrays.toString(OPS).toLowerCase(Locale.ROOT));
  }

  private int from(String line, int field) {
    int at = starts[field];
    while (at < starts[field + 1] - 1 && line.charAt(at) == ' ') {
      at++;
    }
    return at;
  }

  private int to(String line, int field, int from) {
    int at = starts[field + 1] - 1;
    while (at > from && line.charAt(at - 1) == ' ') {
      at--;
    }
    return at;
  }
}
