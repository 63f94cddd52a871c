package tandem.model.tx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkRequestConfigTest {
  private static final WorkRequestConfig DEFAULTS = WorkRequestConfig.DEFAULTS;

  @Test
  void shouldComeBackFromItsNamedValues() {
    Map<String, Long> values = DEFAULTS.toMap();
    assertEquals(DEFAULTS, WorkRequestConfig.of(values));
    assertEquals(WorkRequestConfig.names(), values.keySet().stream().toList());
    WorkRequestConfig changed = DEFAULTS.with(Map.of("window", 9L, "batchBytes", 0xFFFF_FFFFL));
    assertEquals(changed, WorkRequestConfig.of(changed.toMap()));
  }

  @ParameterizedTest
  @CsvSource({
    "queueDepth, 63",
    "queueDepth, 8192",
    "maxWindow, 512",
    "window, 0",
    "window, 257",
    "numQueues, 17",
    "cacheEntries, 0",
    "cacheWays, 3",
    "connectionBits, 25",
    "batchLimit, 4097",
    "batchBytes, 4294967296",
    "liveScan, 2",
    "windowCounts, 2",
    "prefetch, 9",
    "replacement, 3",
    "queueFormat, 2",
    "nonBlocking, -1",
    "readCycles, 65536",
    "connectionLimit, 65537",
    "contextBase, 128"
  })
  void shouldNameTheParameterThatIsWrong(String name, long value) {
    IllegalArgumentException thrown =
        assertThrows(IllegalArgumentException.class, () -> DEFAULTS.with(name, value));
    assertTrue(thrown.getMessage().contains(name), thrown::getMessage);
    assertTrue(thrown.getMessage().contains(Long.toString(value)), thrown::getMessage);
  }

  @Test
  void shouldRefuseNamesItDoesNotKnow() {
    assertThrows(IllegalArgumentException.class, () -> DEFAULTS.with("windows", 4));
  }

  @Test
  void shouldBeInOrderWithAWindowOfOne() {
    assertTrue(DEFAULTS.hitsPassMisses());
    assertFalse(DEFAULTS.with("window", 1).hitsPassMisses());
    assertFalse(DEFAULTS.with("nonBlocking", 0).hitsPassMisses());
    assertEquals(256, DEFAULTS.ways());
    assertEquals(4, DEFAULTS.with("cacheWays", 4).ways());
  }
}
