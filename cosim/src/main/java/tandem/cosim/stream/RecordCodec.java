package tandem.cosim.stream;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import tandem.bridge.BridgeException;
import tandem.rtlgen.Manifest;

/**
 * Moves a model's record to and from the slots of a stream. The record was written from the
 * specification and the layout comes from the RTL's manifest, so building a codec is also the check
 * that both name the same fields in the same order.
 *
 * <p>Components may be {@code long}, {@code int}, {@code boolean} or an enumeration whose constants
 * stand in the order of their codes; fields are at most 64 bits wide.
 *
 * @param <R> the model's record
 */
public final class RecordCodec<R extends Record> {
  /** One field: how it is read from a record, where it lies, what its codes mean. */
  private record Field(
      String name, MethodHandle getter, Class<?> type, Object[] constants, int at, int bytes) {}

  private final Field[] fields;
  private final MethodHandle constructor;

  private RecordCodec(Field[] fields, MethodHandle constructor) {
    this.fields = fields;
    this.constructor = constructor;
  }

  /**
   * The codec of a record on a stream.
   *
   * @throws BridgeException if record and stream differ; the message names the first field that
   *     does
   */
  public static <R extends Record> RecordCodec<R> of(Class<R> type, Manifest.Stream stream) {
    RecordComponent[] components = type.getRecordComponents();
    List<Manifest.Field> layout = stream.fields();
    for (int i = 0; i < Math.max(components.length, layout.size()); i++) {
      String expected = i < components.length ? components[i].getName() : "(none)";
      String actual = i < layout.size() ? layout.get(i).name() : "(none)";
      if (!expected.equals(actual)) {
        throw new BridgeException(
            "layouts differ: record=%s stream=%s field %d: expected (model)=%s actual (RTL)=%s"
                .formatted(type.getSimpleName(), stream.name(), i, expected, actual));
      }
    }
    try {
      MethodHandles.Lookup lookup = MethodHandles.publicLookup();
      Field[] fields = new Field[components.length];
      for (int i = 0; i < fields.length; i++) {
        Class<?> c = components[i].getType();
        fields[i] =
            new Field(
                components[i].getName(),
                lookup
                    .unreflect(components[i].getAccessor())
                    .asType(MethodType.methodType(Object.class, Record.class)),
                c,
                c.getEnumConstants(),
                layout.get(i).offsetBytes(),
                layout.get(i).sizeBytes());
      }
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      MethodHandle constructor =
          lookup
              .findConstructor(type, MethodType.methodType(void.class, types))
              .asSpreader(Object[].class, types.length)
              .asType(MethodType.methodType(Record.class, Object[].class));
      return new RecordCodec<>(fields, constructor);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("record must be public: record=" + type.getName(), e);
    }
  }

  /** Writes a record to a slot. */
  public void write(R record, ByteBuffer memory, int at) {
    for (Field field : fields) {
      putCode(memory, at + field.at, field.bytes, code(get(field, record)));
    }
  }

  /** Reads a record from a slot. */
  @SuppressWarnings("unchecked") // the constructor is R's
  public R read(ByteBuffer memory, int at) {
    Object[] values = new Object[fields.length];
    for (int i = 0; i < values.length; i++) {
      Field field = fields[i];
      values[i] = value(field, getCode(memory, at + field.at, field.bytes));
    }
    try {
      return (R) (Record) constructor.invokeExact(values);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("a record's constructor declares no exception", e);
    }
  }

  private static Object get(Field field, Record record) {
    try {
      return field.getter.invokeExact(record);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("an accessor declares no exception: " + field.name, e);
    }
  }

  private static long code(Object value) {
    if (value instanceof Number number) {
      return number.longValue();
    }
    return value instanceof Boolean bit ? (bit ? 1 : 0) : ((Enum<?>) value).ordinal();
  }

  private static Object value(Field field, long code) {
    if (field.type == long.class) {
      return code;
    }
    if (field.type == int.class) {
      return (int) code;
    }
    if (field.type == boolean.class) {
      return code != 0;
    }
    if (code >= field.constants.length) {
      throw new IllegalArgumentException(
          "no such code: field=%s code=%d known=%s"
              .formatted(field.name, code, Arrays.toString(field.constants)));
    }
    return field.constants[(int) code];
  }

  private static void putCode(ByteBuffer memory, int at, int bytes, long code) {
    switch (bytes) {
      case 1 -> memory.put(at, (byte) code);
      case 2 -> memory.putShort(at, (short) code);
      case 4 -> memory.putInt(at, (int) code);
      default -> memory.putLong(at, code);
    }
  }

  private static long getCode(ByteBuffer memory, int at, int bytes) {
    return switch (bytes) {
      case 1 -> memory.get(at) & 0xffL;
      case 2 -> memory.getShort(at) & 0xffffL;
      case 4 -> memory.getInt(at) & 0xffff_ffffL;
      default -> memory.getLong(at);
    };
  }
}
