package tandem.bridge;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tandem.rtlgen.Manifest;

/** The design broke a rule of a stream; the same of native agents and of those in Java. */
public final class BrokenStreamException extends BridgeException {
  private static final long serialVersionUID = 1L;

  private final transient Manifest.Stream stream;
  private final StreamRule rule;
  private final long cycle;
  private final transient byte[] before;
  private final transient byte[] after;

  /**
   * @param before the record that waited, laid out as in a ring
   * @param after what the pins of the record are in that cycle
   */
  BrokenStreamException(
      Manifest.Stream stream, StreamRule rule, long cycle, byte[] before, byte[] after) {
    super(
        String.format(
            Locale.ROOT,
            "stream %s: %s: cycle=%d%s",
            stream.name(),
            rule.text(),
            cycle,
            changes(stream, rule, before, after)));
    this.stream = stream;
    this.rule = rule;
    this.cycle = cycle;
    this.before = before;
    this.after = after;
  }

  public Manifest.Stream stream() {
    return stream;
  }

  public StreamRule rule() {
    return rule;
  }

  /** The cycle in which it showed. */
  public long cycle() {
    return cycle;
  }

  /** The record that waited, laid out as in a ring; zeros where the rule is about none. */
  public byte[] before() {
    return before.clone();
  }

  /** What the pins of the record were in that cycle. */
  public byte[] after() {
    return after.clone();
  }

  private static String changes(
      Manifest.Stream stream, StreamRule rule, byte[] before, byte[] after) {
    List<Manifest.Field> fields = stream.fields();
    return switch (rule) {
      case VALID_HOLDS -> " valid=0, waiting was" + values(fields, before);
      case SILENT_RESET -> " valid=1" + values(fields, after);
      case RECORD_HOLDS ->
          fields.stream()
              .filter(f -> !value(f, before).equals(value(f, after)))
              .map(
                  f ->
                      String.format(
                          Locale.ROOT,
                          " %s=%s, was %s",
                          f.name(),
                          value(f, after),
                          value(f, before)))
              .collect(Collectors.joining(";"));
    };
  }

  private static String values(List<Manifest.Field> fields, byte[] record) {
    return fields.stream()
        .map(f -> String.format(Locale.ROOT, " %s=%s", f.name(), value(f, record)))
        .collect(Collectors.joining());
  }

  private static String value(Manifest.Field field, byte[] record) {
    byte[] bytes =
        Arrays.copyOfRange(record, field.offsetBytes(), field.offsetBytes() + field.sizeBytes());
    for (int i = 0; i < bytes.length / 2; i++) {
      byte low = bytes[i];
      bytes[i] = bytes[bytes.length - 1 - i];
      bytes[bytes.length - 1 - i] = low;
    }
    return "0x" + new BigInteger(1, bytes).toString(16);
  }
}
