package tandem.bench;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Optional;
import tandem.model.record.ByteString;

/** Makes copies of records with one field wrong. */
public final class BrokenRecord {
  private BrokenRecord() {}

  /**
   * A copy with another value in a field: a bit flipped, or another constant.
   *
   * @param field of the record or of one inside it
   * @return empty if the record refuses the value, or has none to change
   */
  @SuppressWarnings("unchecked") // a copy has the class of the original
  public static <R extends Record> Optional<R> of(R record, String field) {
    RecordComponent[] components = record.getClass().getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    Object[] values = new Object[components.length];
    boolean isChanged = false;
    try {
      for (int i = 0; i < values.length; i++) {
        Object value = components[i].getAccessor().invoke(record);
        Optional<?> other = Optional.empty();
        if (value instanceof Record inner) {
          other = of(inner, field);
        } else if (components[i].getName().equals(field)) {
          other = other(value);
        }
        isChanged |= other.isPresent();
        values[i] = other.isPresent() ? other.get() : value;
      }
      return isChanged
          ? Optional.of((R) record.getClass().getConstructor(types).newInstance(values))
          : Optional.empty();
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException) {
        return Optional.empty();
      }
      throw new AssertionError(e);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private static Optional<?> other(Object value) {
    if (value instanceof Boolean bit) {
      return Optional.of(!bit);
    }
    if (value instanceof Integer number) {
      return Optional.of(number ^ 1);
    }
    if (value instanceof Long number) {
      return Optional.of(number ^ 1);
    }
    if (value instanceof ByteString bytes) {
      byte[] array = bytes.toArray();
      if (array.length == 0) {
        return Optional.empty();
      }
      array[array.length / 2] ^= 0x10;
      return Optional.of(ByteString.of(array));
    }
    Object[] all = value.getClass().getEnumConstants();
    return Optional.of(all[(((Enum<?>) value).ordinal() + 1) % all.length]);
  }
}
