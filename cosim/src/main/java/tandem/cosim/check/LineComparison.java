package tandem.cosim.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Holds the lines that the model writes against those of the RTL, as they come. Lines of the side
 * that is ahead are kept until the other one has come so far.
 */
public final class LineComparison {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MISSING = "-";

  private final String stage;
  private final Queue<String> expected = new ArrayDeque<>();
  private final Queue<String> actual = new ArrayDeque<>();
  private long equal;

  /**
   * @param stage what the lines are of, for the message
   */
  public LineComparison(String stage) {
    this.stage = stage;
  }

  /** Takes what the model writes, JSON Lines. */
  public Writer expected() {
    return new LineWriter(Writer.nullWriter(), this::expect);
  }

  /** Takes what the RTL's run writes, and passes it on. */
  public Writer actual(Writer out) {
    return new LineWriter(out, this::found);
  }

  /** A line of the model. */
  public void expect(String line) {
    expected.add(line);
    compare();
  }

  /** A line of the RTL. */
  public void found(String line) {
    actual.add(line);
    compare();
  }

  /**
   * Both sides have ended.
   *
   * @return how many lines were compared
   * @throws MismatchException if one side has written more
   */
  public long finish() {
    if (!expected.isEmpty() || !actual.isEmpty()) {
      differ(expected.poll(), actual.poll());
    }
    return equal;
  }

  private void compare() {
    while (!expected.isEmpty() && !actual.isEmpty()) {
      String wanted = expected.poll();
      String seen = actual.poll();
      if (!wanted.equals(seen)) {
        differ(wanted, seen);
      }
      equal++;
    }
  }

  private void differ(String wanted, String seen) {
    Map<String, String> left = fields(wanted);
    Map<String, String> right = fields(seen);
    Set<String> names = new LinkedHashSet<>(left.keySet());
    names.addAll(right.keySet());
    List<Mismatch.Field> fields = new ArrayList<>();
    for (String name : names) {
      fields.add(
          new Mismatch.Field(
              name, left.getOrDefault(name, MISSING), right.getOrDefault(name, MISSING)));
    }
    throw new MismatchException(
        new Mismatch(
            stage,
            -1,
            "line=" + (equal + 1),
            fields,
            "--engine model and --engine rtl write the same lines",
            List.of()));
  }

  /** The fields of a line, those of an object within it too; none where there is no line. */
  private static Map<String, String> fields(String line) {
    Map<String, String> fields = new LinkedHashMap<>();
    if (line != null) {
      try {
        add(fields, JSON.readTree(line));
      } catch (JsonProcessingException e) {
        fields.put("line", line);
      }
    }
    return fields;
  }

  private static void add(Map<String, String> fields, JsonNode object) {
    object
        .properties()
        .forEach(
            field -> {
              if (field.getValue().isObject()) {
                add(fields, field.getValue());
              } else {
                fields.put(field.getKey(), field.getValue().toString());
              }
            });
  }

  /** Passes text on and tells each whole line of it. */
  private static final class LineWriter extends Writer {
    private final Writer out;
    private final Consumer<String> lines;
    private final StringBuilder begun = new StringBuilder();

    LineWriter(Writer out, Consumer<String> lines) {
      this.out = out;
      this.lines = lines;
    }

    @Override
    public void write(char[] text, int offset, int length) throws IOException {
      out.write(text, offset, length);
      int from = offset;
      for (int at = offset; at < offset + length; at++) {
        if (text[at] == '\n') {
          lines.accept(begun.append(text, from, at - from).toString());
          begun.setLength(0);
          from = at + 1;
        }
      }
      begun.append(text, from, offset + length - from);
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }
}
