package tandem.model.rx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ReceiveConfigTest {
  @Test
  void shouldLoadAllRegistersOfAProfileAndLaterSingleOnes() {
    ReceiveConfig gro = ReceiveConfig.of(Profile.LINUX_GRO);
    assertEquals(8, gro.get(ReceiveRegister.MAX_AGGREGATES));
    assertEquals(2, gro.get(ReceiveRegister.WINDOW_RULE));
    ReceiveConfig changed =
        ReceiveConfig.DEFAULTS.with(Map.of("profile", 2L, "maxAggregates", 4L, "enable", 1L));
    assertEquals(4, changed.get(ReceiveRegister.MAX_AGGREGATES));
    assertEquals(Profile.LINUX_GRO, changed.profile());
    assertEquals(changed.toMap(), ReceiveConfig.of(changed.toMap()).toMap());
  }

  @Test
  void shouldNameTheRegisterThatIsUnknownOrOutOfRange() {
    String unknown = message(Map.of("timerCycle", 1L));
    assertTrue(unknown.contains("timerCycle=1") && unknown.contains("timerCycles"), unknown);
    assertTrue(message(Map.of("maxBytes", 65536L)).contains("maxBytes=65536"));
    assertTrue(message(Map.of("flowEntries", 12L)).contains("flowEntries=12"));
    assertTrue(message(Map.of("flowWays", 128L)).contains("flowWays=128"));
    assertTrue(message(Map.of("isles", 9L)).contains("isles=9"));
  }

  @Test
  void shouldRefuseRulesThatContradictEachOther() {
    assertTrue(message(Map.of("profile", 2L, "outOfOrder", 1L)).contains("keepEntry=0"));
    assertTrue(message(Map.of("collect", 1L, "outOfOrder", 1L)).contains("collect=1"));
    assertTrue(message(Map.of("keepEntry", 0L)).contains("allocOnSyn"));
  }

  @Test
  void shouldKnowProfilesByTheirNameOnTheCommandLine() {
    for (Profile profile : Profile.values()) {
      assertEquals(profile, Profile.ofLabel(profile.label()));
      assertEquals(profile, Profile.ofCode(profile.code()));
    }
    assertThrows(IllegalArgumentException.class, () -> Profile.ofLabel("gro"));
  }

  @Test
  void shouldLayOutTheRegistersInSteps() {
    assertEquals(0, ReceiveRegister.ENABLE.address());
    assertEquals(8, ReceiveRegister.PROFILE.address());
    assertEquals(344, ReceiveRegister.TIME_SOURCE.address());
  }

  private static String message(Map<String, Long> changes) {
    return assertThrows(IllegalArgumentException.class, () -> ReceiveConfig.DEFAULTS.with(changes))
        .getMessage();
  }
}
