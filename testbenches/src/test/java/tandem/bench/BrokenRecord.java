package tandem.bench;

import java.lang.reflect.RecordComponent;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import tandem.cosim.check.Mismatch;
import tandem.cosim.check.RecordFields;
import tandem.cosim.stream.RecordTexts;

/** Makes copies of records with one field wrong. */
public final class BrokenRecord {
  private static final String HEX = "0x";

  private BrokenRecord() {}

  /**
   * A copy with another value in a field: its lowest bit flipped, or another constant.
   *
   * @param field a field of the record itself, which has no record inside
   */
  @SuppressWarnings("unchecked") // made of the class of the record
  public static <R extends Record> R of(R record, String field) {
    List<String> texts = new ArrayList<>();
    RecordComponent[] components = record.getClass().getRecordComponents();
    List<Mismatch.Field> fields = RecordFields.of(record, null);
    for (int i = 0; i < components.length; i++) {
      String text = fields.get(i).expected();
      texts.add(components[i].getName().equals(field) ? other(components[i], text) : text);
    }
    return (R) RecordTexts.parse(record.getClass(), texts);
  }

  private static String other(RecordComponent component, String text) {
    Class<?> type = component.getType();
    if (type == boolean.class) {
      return String.valueOf(!Boolean.parseBoolean(text));
    }
    if (type.isEnum()) {
      Object first = type.getEnumConstants()[0];
      return (first.toString().equals(text) ? type.getEnumConstants()[1] : first).toString();
    }
    boolean isHex = text.startsWith(HEX);
    BigInteger number =
        isHex ? new BigInteger(text.substring(HEX.length()), 16) : new BigInteger(text);
    return number.flipBit(0).toString();
  }
}
