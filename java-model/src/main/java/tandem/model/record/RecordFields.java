package tandem.model.record;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Flattens a record, with the records inside it, to its fields by name in the order of the
 * contract.
 */
public final class RecordFields {
  private RecordFields() {}

  /**
   * All fields, those of an inner record in its place.
   *
   * @throws IllegalStateException if two fields have one name
   */
  public static Map<String, Object> of(Record record) {
    Map<String, Object> fields = new LinkedHashMap<>();
    collect(record, fields);
    return fields;
  }

  private static void collect(Record record, Map<String, Object> fields) {
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      Object value = value(record, component);
      if (value instanceof Record inner) {
        collect(inner, fields);
      } else if (fields.put(component.getName(), value) != null) {
        throw new IllegalStateException("two fields have one name: name=" + component.getName());
      }
    }
  }

  private static Object value(Record record, RecordComponent component) {
    try {
      return component.getAccessor().invoke(record);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("cannot read " + component.getName(), e);
    }
  }
}
