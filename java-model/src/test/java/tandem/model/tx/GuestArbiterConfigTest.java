package tandem.model.tx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class GuestArbiterConfigTest {
  private static void refused(String name, long value) {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> GuestArbiterConfig.DEFAULTS.with(name, value));
    assertTrue(refused.getMessage().contains(name + "=" + value), refused.getMessage());
  }

  @Test
  void valuesComeBackByName() {
    GuestArbiterConfig config = GuestArbiterConfig.DEFAULTS.with("quantumBytes", 0);
    assertEquals(config, GuestArbiterConfig.of(config.toMap()));
    assertEquals(
        List.of(
            "trustedGuest",
            "scanners",
            "quantumBytes",
            "sliceBytes",
            "switchCycles",
            "watchedGuest"),
        GuestArbiterConfig.registers());
    assertEquals(48, ArbiterCounter.PAGE_WRITES.address());
  }

  @Test
  void valuesBeyondTheirLimitsAreRefused() {
    refused("guests", 257);
    refused("guestDepth", 3);
    refused("numQueues", 17);
    refused("scanners", 2);
    refused("quantumBytes", 32);
    refused("quantumBytes", 96);
    refused("sliceBytes", 63);
    refused("sliceBytes", 131072);
    refused("switchCycles", 256);
  }
}
