package tandem.rtlgen;

import java.util.ArrayList;
import java.util.List;
import tandem.hw.elaborate.FieldDescription;

/**
 * Where the fields of a record lie in memory: as Verilator stores signals, in order, each at its
 * natural alignment.
 *
 * <pre>
 *   bits     1..8  9..16  17..32  33..64  more
 *   bytes    1     2      4       8       4 for each 32 bits begun
 *   aligned  1     2      4       8       4
 * </pre>
 */
final class StorageLayout {
  private static final int SLOT_ALIGNMENT = 8;

  private final List<Manifest.Field> fields = new ArrayList<>();
  private int endBytes;

  StorageLayout(List<FieldDescription> descriptions) {
    descriptions.forEach(this::append);
  }

  List<Manifest.Field> fields() {
    return List.copyOf(fields);
  }

  int slotBytes() {
    return roundUp(endBytes, SLOT_ALIGNMENT);
  }

  static int sizeBytes(int widthBits) {
    if (widthBits <= 8) {
      return 1;
    }
    if (widthBits <= 16) {
      return 2;
    }
    if (widthBits <= 32) {
      return 4;
    }
    return widthBits <= 64 ? 8 : roundUp(widthBits, 32) / 8;
  }

  private void append(FieldDescription field) {
    int sizeBytes = sizeBytes(field.widthBits());
    int alignment = field.widthBits() > 64 ? 4 : sizeBytes;
    int offsetBytes = roundUp(endBytes, alignment);
    fields.add(
        new Manifest.Field(field.name(), field.port(), field.widthBits(), offsetBytes, sizeBytes));
    endBytes = offsetBytes + sizeBytes;
  }

  private static int roundUp(int value, int unit) {
    return (value + unit - 1) / unit * unit;
  }
}
