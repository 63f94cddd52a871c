package tandem.model.mem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlacementOffsetTest {
  @ParameterizedTest(name = "buffer {0}, payload at {1}: offset {2}")
  @CsvSource({"0x1000, 0, 0", "0x1000, 54, 10", "0x1004, 54, 6", "0x1000, 64, 0", "-0x40, 65, 63"})
  void AL_35_shouldPutThePayloadOnALineBoundary(String buffer, int payloadOffset, int expected) {
    long address = Long.decode(buffer);
    assertEquals(expected, PlacementOffset.choose(address, 2048, 1514, payloadOffset, 64));
    assertEquals(0, (address + expected + payloadOffset) % 64);
  }

  @Test
  void AL_35_shouldSaveThePartialHeadOfThePayload() {
    int offset = PlacementOffset.choose(0x1000, 2048, 1514, 54, 64);
    SplitRequest payload =
        Spans.split(SplitterConfig.DEFAULTS, Spans.write(0x1000 + offset + 54, 1460));
    assertEquals(256, payload.bursts().get(0).bytes());
  }

  @ParameterizedTest
  @CsvSource({"1524, 10", "1523, 0"})
  void AL_35_shouldStayInsideTheBuffer(int bufferBytes, int expected) {
    assertEquals(expected, PlacementOffset.choose(0x1000, bufferBytes, 1514, 54, 64));
  }

  @Test
  void AL_35_shouldChooseTheStartWhenTheLineIsOff() {
    assertEquals(0, PlacementOffset.choose(0x1001, 2048, 1514, 54, 0));
  }

  @Test
  void shouldRefuseAFrameThatDoesNotFit() {
    assertThrows(IllegalArgumentException.class, () -> PlacementOffset.choose(0, 100, 101, 0, 64));
  }
}
