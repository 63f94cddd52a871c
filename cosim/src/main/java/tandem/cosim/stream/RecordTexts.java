package tandem.cosim.stream;

import java.math.BigInteger;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import tandem.model.record.ByteString;

/** Makes records of the texts of their fields, as a mismatch shows them. */
public final class RecordTexts {
  private static final String HEX = "0x";

  private RecordTexts() {}

  /** The model's record of that name, if it has one. */
  public static Optional<Class<? extends Record>> type(String name) {
    String model = ByteString.class.getPackageName() + "." + name;
    try {
      return Optional.of(Class.forName(model).asSubclass(Record.class));
    } catch (ClassNotFoundException e) {
      return Optional.empty();
    }
  }

  /** Names of the fields of a record, those of a record inside in its place. */
  public static List<String> names(Class<? extends Record> type) {
    return RecordShape.of(type).leaves().stream().map(RecordShape.Leaf::name).toList();
  }

  /**
   * The record of these texts, one a field.
   *
   * @throws IllegalArgumentException if a text is none of its field
   */
  public static Record parse(Class<? extends Record> type, List<String> texts) {
    RecordShape shape = RecordShape.of(type);
    Object[] values = new Object[shape.leaves().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(shape.leaves().get(i).type(), texts.get(i));
    }
    return shape.make(values);
  }

  private static Object value(Class<?> type, String text) {
    if (type == boolean.class) {
      return Boolean.valueOf(text);
    }
    if (type == ByteString.class) {
      return ByteString.owning(HexFormat.of().parseHex(text));
    }
    for (Object constant : type.isEnum() ? type.getEnumConstants() : new Object[0]) {
      if (constant.toString().equals(text)) {
        return constant;
      }
    }
    boolean isHex = text.startsWith(HEX);
    BigInteger number =
        isHex ? new BigInteger(text.substring(HEX.length()), 16) : new BigInteger(text);
    return type == int.class ? (Object) number.intValue() : (Object) number.longValue();
  }
}
