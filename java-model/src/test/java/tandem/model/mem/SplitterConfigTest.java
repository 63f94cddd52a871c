package tandem.model.mem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SplitterConfigTest {
  @Test
  void shouldHaveTheResetValuesOfTheContract() {
    assertEquals(
        "{addressBits=64, lengthBits=32, requestSlots=256, readLineBytes=64, writeLineBytes=64,"
            + " maxPayloadBytes=256, maxReadRequestBytes=512, policy=1, memoryModel=0,"
            + " costTransaction=24, costLine=64, headerBytes=24}",
        SplitterConfig.DEFAULTS.toMap().toString());
  }

  @Test
  void shouldComeBackFromItsNames() {
    SplitterConfig config =
        SplitterConfig.DEFAULTS.with(SplitPolicy.COST).with(MemoryModel.PER_TRANSACTION);
    assertEquals(config, SplitterConfig.of(config.toMap()));
  }

  @ParameterizedTest
  @CsvSource({
    "readLineBytes, 16", "readLineBytes, 512", "writeLineBytes, 48", "maxPayloadBytes, 96",
    "maxPayloadBytes, 8192", "maxReadRequestBytes, 16", "policy, 4", "memoryModel, 2",
    "costTransaction, 256", "costLine, 256", "headerBytes, 64", "addressBits, 65",
    "lengthBits, 33", "requestSlots, 0", "costLine, -1", "costLine, 4294967297"
  })
  void shouldNameTheOffendingValue(String name, long value) {
    String message = failure(() -> SplitterConfig.DEFAULTS.with(name, value));
    assertTrue(message.contains(name + "=" + value), message);
  }

  @Test
  void shouldDemandAtLeastOneLineInABurst() {
    assertEquals(
        "maxPayloadBytes must be at least writeLineBytes: maxPayloadBytes=64, writeLineBytes=128",
        failure(
            () ->
                SplitterConfig.DEFAULTS.with(
                    Map.of("maxPayloadBytes", 64L, "writeLineBytes", 128L))));
    assertEquals(
        "maxReadRequestBytes must be at least readLineBytes: maxReadRequestBytes=128,"
            + " readLineBytes=256",
        failure(
            () ->
                SplitterConfig.DEFAULTS.with(
                    Map.of("maxReadRequestBytes", 128L, "readLineBytes", 256L))));
  }

  @Test
  void shouldSuggestTheNearestNameForAnUnknownOne() {
    assertEquals(
        "SplitterConfig has no parameter maxPayloadByte=5; did you mean maxPayloadBytes?",
        failure(() -> SplitterConfig.DEFAULTS.with("maxPayloadByte", 5)));
  }

  @Test
  void shouldListMissingNames() {
    Map<String, Long> values = new LinkedHashMap<>(SplitterConfig.DEFAULTS.toMap());
    values.remove("policy");
    values.remove("costLine");
    assertEquals(
        "SplitterConfig misses policy, costLine", failure(() -> SplitterConfig.of(values)));
  }

  private static String failure(Runnable action) {
    return assertThrows(IllegalArgumentException.class, action::run).getMessage();
  }
}
