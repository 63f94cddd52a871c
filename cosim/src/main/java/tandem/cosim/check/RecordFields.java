package tandem.cosim.check;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Sets the fields of two records side by side. */
public final class RecordFields {
  private static final String NONE = "-";

  private RecordFields() {}

  /**
   * The fields of a pair of records of one type, either of which may be null; fields of a record
   * inside stand in its place.
   */
  public static List<Mismatch.Field> of(Record expected, Record actual) {
    List<Mismatch.Field> fields = new ArrayList<>();
    Class<?> type = (expected == null ? actual : expected).getClass();
    for (RecordComponent c : type.getRecordComponents()) {
      if (c.getType().isRecord()) {
        fields.addAll(of((Record) value(c, expected), (Record) value(c, actual)));
      } else {
        fields.add(new Mismatch.Field(c.getName(), text(c, expected), text(c, actual)));
      }
    }
    return fields;
  }

  private static String text(RecordComponent component, Record record) {
    if (record == null) {
      return NONE;
    }
    return text(component.getName(), value(component, record));
  }

  /** How the value of a field is shown. */
  public static String text(String name, Object value) {
    // Addresses are read in hexadecimal, zero-padded to their width; everything else is counted,
    // and
    // has no sign.
    if (name.endsWith("ddress")) {
      return String.format(Locale.ROOT, "0x%016x", (Long) value);
    }
    return value instanceof Integer number
        ? Integer.toUnsignedString(number)
        : value instanceof Long number ? Long.toUnsignedString(number) : String.valueOf(value);
  }

  private static Object value(RecordComponent component, Record record) {
    try {
      return record == null ? null : component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a public record has public accessors: " + component, e);
    }
  }
}
