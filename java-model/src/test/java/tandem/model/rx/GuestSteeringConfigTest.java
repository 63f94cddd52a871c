package tandem.model.rx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuestSteeringConfigTest {
  private static final GuestSteeringConfig DEFAULTS = GuestSteeringConfig.DEFAULTS;

  @Test
  void shouldNameEveryValueOnceAndReadItsOwnMap() {
    assertEquals(13, GuestSteeringConfig.names().size());
    assertEquals(
        GuestSteeringConfig.registers(),
        GuestSteeringConfig.names().subList(7, GuestSteeringConfig.names().size()));
    Map<String, Long> changes = new LinkedHashMap<>();
    changes.put("macWays", 16L);
    changes.put("unknownGroup", 1L);
    changes.put("watchedGuest", 255L);
    GuestSteeringConfig changed = DEFAULTS.with(changes);
    assertEquals(changed, GuestSteeringConfig.of(changed.toMap()));
    changes.forEach((name, value) -> assertEquals(value, changed.toMap().get(name)));
  }

  @ParameterizedTest
  @CsvSource({
    "guests,0,257",
    "macEntries,2,8192",
    "macWays,0,32",
    "groupEntries,2,2048",
    "groupWays,0,32",
    "steeringFlows,2,8192",
    "steeringWays,0,32",
    "trustedGuest,-1,256",
    "unknownUnicast,-1,2",
    "unknownGroup,-1,2",
    "defaultGuest,-1,256",
    "connectionQuota,-1,65536",
    "watchedGuest,-1,256"
  })
  void shouldRefuseValuesOutsideTheirRange(String name, long below, long above) {
    for (long value : List.of(below, above)) {
      String message =
          assertThrows(IllegalArgumentException.class, () -> DEFAULTS.with(name, value))
              .getMessage();
      assertTrue(message.contains(name + "=" + value), message);
    }
  }

  @Test
  void shouldRefuseWaysThatDoNotFitTheTable() {
    DEFAULTS.with(Map.of("macEntries", 4L, "macWays", 4L));
    for (Map<String, Long> changes :
        List.of(
            Map.of("macEntries", 4L, "macWays", 8L),
            Map.of("groupEntries", 8L, "groupWays", 16L),
            Map.of("steeringFlows", 256L, "steeringWays", 3L),
            Map.of("macEntries", 48L))) {
      assertThrows(IllegalArgumentException.class, () -> DEFAULTS.with(changes));
    }
  }

  @Test
  void shouldWriteRegistersOnly() {
    GuestSteering steering = new GuestSteering(DEFAULTS);
    steering.write(DEFAULTS.with("connectionQuota", 7));
    String message =
        assertThrows(
                IllegalArgumentException.class, () -> steering.write(DEFAULTS.with("guests", 7)))
            .getMessage();
    assertTrue(message.contains("guests=7"), message);
  }

  @Test
  void shouldLayOutTheCountersBehindTheRegisters() {
    assertEquals(48, SteeringCounter.WIRE_FRAMES.address());
    assertEquals(8 * (6 + 25), SteeringCounter.WATCHED_DROPS.address());
    assertEquals(
        List.of(SteeringCounter.values()).stream().map(SteeringCounter::label).toList(),
        List.copyOf(new GuestSteering(DEFAULTS).counters().keySet()));
  }
}
