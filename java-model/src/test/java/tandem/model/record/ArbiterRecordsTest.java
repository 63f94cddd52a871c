package tandem.model.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ArbiterRecordsTest {
  private static void fields(Class<? extends Record> type, String expected) {
    assertEquals(
        expected,
        Arrays.stream(type.getRecordComponents())
            .map(c -> c.getName())
            .collect(Collectors.joining(" ")));
  }

  private static PageWrite write(long pageAddress, long bytes) {
    return new PageWrite(pageAddress, 255, 0xFFFF, 7, bytes, true, true, true, -1);
  }

  @Test
  void ga1_pageWriteHasTheFieldsOfTheContract() {
    fields(
        PageWrite.class, "pageAddress claimedGuest connection op bytes fence barrier fail address");
    assertThrows(IllegalArgumentException.class, () -> write(1L << 32, 0));
    assertThrows(IllegalArgumentException.class, () -> write(0, 1L << 32));
  }

  @Test
  void ga2_io22_theGuestIsThePage() {
    assertEquals(255, write(255 * 4096L + 4095, 0).page());
    assertEquals(4095, write(255 * 4096L + 4095, 0).offset());
    assertEquals(0xF_FFFF, write(0xFFFF_FFFFL, 0).page());
  }

  @Test
  void ga3_grantHasTheFieldsOfTheContract() {
    fields(
        QueueReady.class,
        "guest scanner connection op bytes fence barrier fail address entry offset first last");
  }

  @Test
  void ga5_pickHasTheFieldOfTheContract() {
    fields(ScannerPicked.class, "scanner");
    assertThrows(IllegalArgumentException.class, () -> new ScannerPicked(16));
  }

  @Test
  void ga6_commandAndAnswerHaveTheFieldsOfTheContract() {
    fields(
        ArbiterCommand.class,
        "tag issuer guest enabled urgent weight rate burst connectionBase connectionCount");
    fields(ArbiterAnswer.class, "tag issuer status");
  }

  @Test
  void ga7_statusesHaveTheirCodes() {
    assertEquals(
        "[OK, NOT_PRIVILEGED, BAD_GUEST, BAD_WEIGHT, BAD_RATE, BAD_RANGE, BUSY]",
        List.of(ArbiterStatus.values()).toString());
    assertTrue(ArbiterStatus.BUSY.isDone());
    assertFalse(ArbiterStatus.BAD_RANGE.isDone());
  }

  @Test
  void ga8_rejectHasTheFieldsOfTheContract() {
    fields(DoorbellReject.class, "guest reasons");
    assertThrows(IllegalArgumentException.class, () -> new DoorbellReject(0, 16));
  }

  @Test
  void ga64_probesHaveTheFieldsOfTheContract() {
    fields(TurnEvent.class, "guest scanner urgent credit");
    fields(EndEvent.class, "guest charged next");
    assertEquals("[IDLE, LISTED, THROTTLED]", List.of(GuestPlace.values()).toString());
  }
}
