package tandem.model.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordTest {
  @Test
  void shouldHaveTheFieldsOfTheContractInOrder() {
    assertEquals("op address bytes padBytes permitted guest tag", fields(HostSpan.class));
    assertEquals(
        "op address bytes offset padBytes guest tag slot first last", fields(HostBurst.class));
    assertEquals("slot failed", fields(BurstDone.class));
    assertEquals("op guest tag slot status", fields(SpanDone.class));
  }

  @Test
  void shouldHaveTheFieldsOfTheWorkRequestContractInOrder() {
    assertEquals(
        "guest connection op bytes fence barrier fail address", fields(DoorbellWrite.class));
    assertEquals(
        "guest connection op bytes fence fail address entry batch first last windowTail",
        fields(ScheduledRequest.class));
    assertEquals("connection batch", fields(PrefetchHint.class));
    assertEquals(
        "guest connection op bytes fence fail address entry batch first last slot hit status"
            + " queueBase queueSizeLog2 consumerIndex sequence",
        fields(RequestInContext.class));
    assertEquals(
        "guest connection op bytes fence fail address entry batch first last slot hit status"
            + " sequence",
        fields(WorkRequest.class));
    assertEquals("guest connection op bytes entry status", fields(Completion.class));
    assertEquals("connection slot read failed", fields(Released.class));
    assertEquals("kind connection", fields(ConnectionCommand.class));
    assertEquals("kind connection", fields(CommandDone.class));
    assertEquals("address slot", fields(ContextLoad.class));
    assertEquals("slot beat failed data", fields(ContextBeat.class));
    assertEquals("address storeSlot beat data", fields(ContextStore.class));
    assertEquals("storeSlot", fields(ContextStored.class));
    assertEquals(WorkStatus.OPERATION_FAILED, WorkStatus.ofCode(7));
    assertEquals(WorkOp.INVALIDATE, WorkOp.ofCode(4));
    assertEquals(CommandKind.ENABLE, CommandKind.ofCode(2));
    assertThrows(IllegalArgumentException.class, () -> WorkOp.ofCode(5));
    assertThrows(IllegalArgumentException.class, () -> CommandKind.ofCode(3));
  }

  @Test
  void shouldEncodeAsTheContractSays() {
    assertEquals(MemoryOp.READ, MemoryOp.ofCode(0));
    assertEquals(MemoryOp.WRITE, MemoryOp.ofCode(1));
    assertEquals(SpanStatus.OK, SpanStatus.ofCode(0));
    assertEquals(SpanStatus.FAILED, SpanStatus.ofCode(1));
    assertEquals(SpanStatus.REJECTED, SpanStatus.ofCode(2));
    assertEquals(2, SpanStatus.REJECTED.code());
    assertThrows(IllegalArgumentException.class, () -> SpanStatus.ofCode(3));
    assertThrows(IllegalArgumentException.class, () -> MemoryOp.ofCode(2));
  }

  @ParameterizedTest
  @CsvSource({
    "4294967296, 0, 0, 0",
    "-1, 0, 0, 0",
    "1, 256, 0, 0",
    "1, 0, 256, 0",
    "1, 0, 0, 65536"
  })
  void shouldRefuseValuesTheFieldsOfASpanCannotHold(long bytes, int padBytes, int guest, int tag) {
    assertThrows(
        IllegalArgumentException.class,
        () -> new HostSpan(MemoryOp.READ, 0, bytes, padBytes, true, guest, tag));
  }

  @ParameterizedTest
  @CsvSource({"0, 0, 0", "4097, 0, 0", "1, -1, 0", "1, 0, 2"})
  void shouldRefuseValuesTheFieldsOfABurstCannotHold(int bytes, long offset, int padBytes) {
    assertThrows(
        IllegalArgumentException.class,
        () -> new HostBurst(MemoryOp.READ, 0, bytes, offset, padBytes, 0, 0, 0, true, true));
  }

  @Test
  void shouldPrintAddressesUnsignedAndPadded() {
    assertEquals(
        "HostSpan[op=READ, address=0xffffffffffffff00, bytes=4, padBytes=0, permitted=true,"
            + " guest=1, tag=2]",
        new HostSpan(MemoryOp.READ, -256, 4, 0, true, 1, 2).toString());
    assertEquals(
        "HostBurst[op=WRITE, address=0x0000000000000040, bytes=4, offset=0, padBytes=0, guest=1,"
            + " tag=2, slot=3, first=true, last=false]",
        new HostBurst(MemoryOp.WRITE, 0x40, 4, 0, 0, 1, 2, 3, true, false).toString());
  }

  private static String fields(Class<? extends Record> type) {
    return Arrays.stream(type.getRecordComponents())
        .map(component -> component.getName())
        .collect(Collectors.joining(" "));
  }
}
