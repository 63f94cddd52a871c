package tandem.model.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SteeringRecordsTest {
  private static void fields(Class<? extends Record> type, String expected) {
    assertEquals(
        expected,
        Arrays.stream(type.getRecordComponents())
            .map(c -> c.getName())
            .collect(Collectors.joining(" ")));
  }

  private static String names(Enum<?>[] constants) {
    return List.of(constants).toString();
  }

  private static SteeringHeader header(long frame, long mac) {
    return new SteeringHeader(
        frame,
        255,
        SteeringSource.GUEST,
        0x1_FFFF,
        7,
        0xFFFF,
        mac,
        0,
        3,
        -1,
        15,
        -1,
        -1,
        -1,
        -1,
        0xFFFF,
        0xFFFF);
  }

  @Test
  void gs1_headerHasTheFieldsOfTheContract() {
    fields(
        SteeringHeader.class,
        "frame guest source frameBytes kind issues destinationMac sourceMac vlanTags outerTag"
            + " ipVersion sourceHigh sourceLow destinationHigh destinationLow sourcePort"
            + " destinationPort");
    assertEquals(0xFFFF_FFFFL, header(0xFFFF_FFFFL, 0xFFFF_FFFF_FFFFL).frame());
    assertThrows(IllegalArgumentException.class, () -> header(1L << 32, 0));
    assertThrows(IllegalArgumentException.class, () -> header(0, 1L << 48));
  }

  @Test
  void gs2_sourceIsWireOrGuest() {
    assertEquals("[WIRE, GUEST]", names(SteeringSource.values()));
  }

  @Test
  void gs4_segmentHasTheFieldsOfTheContract() {
    fields(
        GuestSegment.class, "frame guest queue target reason copy last source sender frameBytes");
  }

  @Test
  void gs5_targetsHaveTheirCodes() {
    assertEquals("[DROP, HOST, WIRE]", names(SteeringTarget.values()));
  }

  @Test
  void gs6_reasonsHaveTheirCodes() {
    assertEquals(
        "[MAC, CONNECTION, GROUP, DEFAULT, OUTSIDE, MALFORMED, BAD_VLAN, BAD_SOURCE, SPOOFED,"
            + " DISABLED, SELF, UNKNOWN, NO_MEMBER]",
        names(SteeringReason.values()));
  }

  @Test
  void gs7_commandHasTheFieldsOfTheContract() {
    fields(
        SteeringCommand.class,
        "tag issuer op guest mac vlan queue enabled antiSpoof loopback kind ipVersion sourceHigh"
            + " sourceLow destinationHigh destinationLow sourcePort destinationPort");
  }

  @Test
  void gs10_answerHasTheFieldsOfTheContract() {
    fields(SteeringAnswer.class, "tag issuer op status");
    assertThrows(
        IllegalArgumentException.class, () -> new SteeringAnswer(0, 0, 16, SteeringStatus.OK));
  }

  @Test
  void gs11_statusesHaveTheirCodes() {
    assertEquals(
        "[OK, NOT_PRIVILEGED, BAD_COMMAND, BAD_GUEST, BAD_ADDRESS, BAD_VLAN, EXISTS, NOT_FOUND,"
            + " QUOTA, FULL]",
        names(SteeringStatus.values()));
  }
}
