package tandem.cosim.stream;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tandem.bridge.BridgeException;
import tandem.cosim.check.Mismatch;
import tandem.cosim.check.RecordFields;
import tandem.cosim.rtl.UsageException;
import tandem.model.record.ByteString;
import tandem.rtlgen.Manifest;

/**
 * Moves a model's record to and from the slots of a stream. The record was written from the
 * specification and the layout comes from the RTL's manifest, so building a codec is also the check
 * that both name the same fields in the same order.
 *
 * <p>Components may be {@code long}, {@code int}, {@code boolean}, an enumeration whose constants
 * stand in the order of their codes, another record, whose components then stand in its place, or a
 * {@link ByteString}. Of those another field tells the length, and what the field does not need is
 * 0; where the record has no such field the string is as long as the field.
 *
 * @param <R> the model's record
 */
public final class RecordCodec<R extends Record> {
  /** Which field tells how many bytes a byte string has. */
  private static final Map<String, String> LENGTHS =
      Map.of(
          "data", "bytes",
          "extension", "extensionBytes",
          "options", "optionBytes",
          "header", "headerBytes");

  /** The field that tells in which byte of {@code data} the string begins, where there is one. */
  private static final String LANE = "lane";

  private static final int NONE = -1;

  /** Between which stands what a field must be, in what is said of a value that it cannot have. */
  private static final String MUST = " must ";

  private static final String VALUE = ": ";

  /**
   * One field: where it lies, what its codes mean.
   *
   * @param length number of the field that has the length, or NONE
   * @param lane number of the field that has the first byte, or NONE
   */
  private record Field(
      String name,
      Class<?> type,
      Object[] constants,
      int at,
      int bytes,
      int bits,
      int length,
      int lane) {}

  private final RecordShape shape;
  private final Field[] fields;

  private RecordCodec(RecordShape shape, Field[] fields) {
    this.shape = shape;
    this.fields = fields;
  }

  /**
   * The codec of a record on a stream.
   *
   * @throws BridgeException if record and stream differ; the message names the first field that
   *     does
   */
  public static <R extends Record> RecordCodec<R> of(Class<R> type, Manifest.Stream stream) {
    RecordShape shape = RecordShape.of(type);
    List<String> names = shape.leaves().stream().map(RecordShape.Leaf::name).toList();
    List<Manifest.Field> layout = stream.fields();
    for (int i = 0; i < Math.max(names.size(), layout.size()); i++) {
      String expected = i < names.size() ? names.get(i) : "(none)";
      String actual = i < layout.size() ? layout.get(i).name() : "(none)";
      if (!expected.equals(actual)) {
        throw new BridgeException(
            String.format(
                Locale.ROOT,
                "layouts differ: record=%s stream=%s field %d: expected (model)=%s actual (RTL)=%s",
                type.getSimpleName(),
                stream.name(),
                i,
                expected,
                actual));
      }
    }
    Field[] fields = new Field[names.size()];
    for (int i = 0; i < fields.length; i++) {
      fields[i] = field(shape.leaves().get(i), layout.get(i), names);
    }
    return new RecordCodec<>(shape, fields);
  }

  /** Writes a record to a slot. */
  public void write(R record, ByteBuffer memory, int at) {
    put(record, memory, at);
  }

  /** The fields of such a record as the numbers on their wires. */
  public List<BigInteger> numbers(Record record) {
    Field last = fields[fields.length - 1];
    ByteBuffer memory = ByteBuffer.allocate(last.at + last.bytes).order(ByteOrder.LITTLE_ENDIAN);
    put(record, memory, 0);
    List<BigInteger> numbers = new ArrayList<>();
    for (Field field : fields) {
      byte[] bytes = new byte[field.bytes];
      for (int i = 0; i < bytes.length; i++) {
        bytes[bytes.length - 1 - i] = memory.get(field.at + i);
      }
      numbers.add(new BigInteger(1, bytes));
    }
    return numbers;
  }

  private void put(Record record, ByteBuffer memory, int at) {
    Object[] values = shape.take(record);
    for (int i = 0; i < fields.length; i++) {
      Field field = fields[i];
      if (values[i] instanceof ByteString string) {
        int lane = field.lane == NONE ? 0 : (int) code(values[field.lane]);
        byte[] bytes = new byte[field.bytes];
        string.copyTo(bytes, lane);
        memory.put(at + field.at, bytes);
      } else {
        putCode(memory, at + field.at, field.bytes, code(values[i]));
        requireFits(field, values[i]);
      }
    }
  }

  /**
   * Reads a record from a slot.
   *
   * @throws IllegalArgumentException if a field has a value that it cannot have; the message names
   *     it
   */
  @SuppressWarnings("unchecked") // the shape is R's
  public R read(ByteBuffer memory, int at) {
    Object[] values = new Object[fields.length];
    for (int i = 0; i < values.length; i++) {
      Field field = fields[i];
      if (field.type != ByteString.class) {
        values[i] = value(field, getCode(memory, at + field.at, field.bytes));
      }
    }
    for (int i = 0; i < values.length; i++) {
      if (values[i] == null) {
        values[i] = string(fields[i], values, memory, at);
      }
    }
    return (R) shape.make(values);
  }

  /**
   * The fields of a record that {@link #read} refused, as a mismatch shows them: where a value is
   * not the matter, both sides are alike.
   *
   * @param rule what was said: {@code name must ...: name=value}
   */
  public List<Mismatch.Field> refused(ByteBuffer memory, int at, String rule) {
    List<Mismatch.Field> shown = new ArrayList<>();
    for (Field field : fields) {
      String actual = text(field, memory, at);
      String must = field.name + MUST;
      String expected =
          rule.startsWith(must) && rule.contains(VALUE)
              ? rule.substring(must.length(), rule.indexOf(VALUE)).replaceFirst("^(lie in|be) ", "")
              : actual;
      shown.add(new Mismatch.Field(field.name, expected, actual));
    }
    return shown;
  }

  /** Name of a field. */
  String name(int number) {
    return fields[number].name;
  }

  /** The fields of a record as texts, whatever their values. */
  List<String> texts(byte[] record) {
    ByteBuffer memory = ByteBuffer.wrap(record).order(ByteOrder.LITTLE_ENDIAN);
    return Arrays.stream(fields).map(field -> text(field, memory, 0)).toList();
  }

  private static String text(Field field, ByteBuffer memory, int record) {
    int at = record + field.at;
    if (field.type == ByteString.class) {
      byte[] bytes = new byte[field.bytes];
      memory.get(at, bytes);
      return HexFormat.of().formatHex(bytes);
    }
    long code = getCode(memory, at, field.bytes);
    boolean isKnown = field.constants == null || code < field.constants.length;
    return isKnown ? RecordFields.text(field.name, value(field, code)) : String.valueOf(code);
  }

  private static Field field(RecordShape.Leaf leaf, Manifest.Field place, List<String> names) {
    int length = NONE;
    int lane = NONE;
    if (leaf.type() == ByteString.class) {
      length = names.indexOf(LENGTHS.get(leaf.name()));
      lane = leaf.name().equals("data") ? names.indexOf(LANE) : NONE;
    }
    return new Field(
        leaf.name(),
        leaf.type(),
        leaf.type().getEnumConstants(),
        place.offsetBytes(),
        place.sizeBytes(),
        place.widthBits(),
        length,
        lane);
  }

  private static ByteString string(Field field, Object[] values, ByteBuffer memory, int at) {
    byte[] bytes = new byte[field.bytes];
    memory.get(at + field.at, bytes);
    if (field.length == NONE) {
      return ByteString.owning(bytes);
    }
    int from = field.lane == NONE ? 0 : (int) code(values[field.lane]);
    long until = from + code(values[field.length]);
    if (until > bytes.length) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s must lie in its %d bytes: %s=%d from byte %d on",
              field.name,
              bytes.length,
              field.name,
              until - from,
              from));
    }
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] != 0 && (i < from || i >= until)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "%s must be 0 where it is not used: %s=%s, byte %d, used are %d to %d",
                field.name,
                field.name,
                HexFormat.of().formatHex(bytes),
                i,
                from,
                until - 1));
      }
    }
    return ByteString.copyOf(bytes, from, (int) until - from);
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
          String.format(
              Locale.ROOT,
              "%s must be one of %s: %s=%d",
              field.name,
              Arrays.toString(field.constants),
              field.name,
              code));
    }
    return field.constants[(int) code];
  }

  /** Narrow hardware would get another value than the model, or one that its wires cannot carry. */
  private static void requireFits(Field field, Object value) {
    long code = value instanceof Integer ? code(value) & 0xffff_ffffL : code(value);
    if (field.bits < Long.SIZE && code >>> field.bits != 0) {
      throw new UsageException(
          String.format(
              Locale.ROOT,
              "the RTL has fewer bits: field=%s bits=%d value=%s",
              field.name,
              field.bits,
              value));
    }
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
