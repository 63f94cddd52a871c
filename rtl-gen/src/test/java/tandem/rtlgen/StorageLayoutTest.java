package tandem.rtlgen;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tandem.hw.elaborate.FieldDescription;

class StorageLayoutTest {
  @ParameterizedTest
  @CsvSource({
    "1,1", "8,1", "9,2", "16,2", "17,4", "32,4", "33,8", "64,8", "65,12", "96,12", "97,16", "512,64"
  })
  void shouldStoreAsVerilatorDoes(int widthBits, int sizeBytes) {
    assertEquals(sizeBytes, StorageLayout.sizeBytes(widthBits));
  }

  @Test
  void shouldAlignWideFieldsToWords() {
    StorageLayout layout = new StorageLayout(List.of(field("flag", 1), field("data", 512)));
    assertEquals(4, layout.fields().get(1).offsetBytes());
    assertEquals(72, layout.slotBytes(), "68 bytes, rounded up to a multiple of 8");
  }

  @Test
  void shouldKeepTheOrderOfFields() {
    StorageLayout layout =
        new StorageLayout(List.of(field("a", 8), field("b", 64), field("c", 8), field("d", 16)));
    assertEquals(
        List.of(0, 8, 16, 18), layout.fields().stream().map(Manifest.Field::offsetBytes).toList());
    assertEquals(24, layout.slotBytes());
  }

  private static FieldDescription field(String name, int widthBits) {
    return new FieldDescription(name, "in_bits_" + name, widthBits);
  }
}
