package tandem.model.tx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static tandem.model.record.WorkStatus.BAD_DESCRIPTOR;
import static tandem.model.record.WorkStatus.BAD_REQUEST;
import static tandem.model.record.WorkStatus.DISABLED;
import static tandem.model.record.WorkStatus.FETCH_FAILED;
import static tandem.model.record.WorkStatus.FLUSHED;
import static tandem.model.record.WorkStatus.OK;
import static tandem.model.record.WorkStatus.OPERATION_FAILED;
import static tandem.model.record.WorkStatus.UNKNOWN;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tandem.model.mem.HostMemory;
import tandem.model.record.CommandKind;
import tandem.model.record.DoorbellWrite;
import tandem.model.record.RequestInContext;
import tandem.model.record.WorkRequest;
import tandem.model.record.WorkStatus;

/** WR-32 to WR-35: what goes wrong stays with its connection. */
class WorkRequestErrorTest {

  /** Requests {@code {connection, op, fail}}. */
  private static RequestSource source(int[]... requests) {
    int[] cursor = {-1};
    return new RequestSource() {
      @Override
      public boolean advance() {
        return ++cursor[0] < requests.length;
      }

      @Override
      public int connection() {
        return requests[cursor[0]][0];
      }

      @Override
      public int op() {
        return requests[cursor[0]][1];
      }

      @Override
      public boolean fail() {
        return requests[cursor[0]][2] != 0;
      }
    };
  }

  @Test
  void WR_32_shouldEndRequestsOfUnknownAndDisabledConnectionsWithAnError() {
    Runs run = new Runs(Runs.config(8, 4).with("connectionLimit", 10));
    run.path.cache().command(CommandKind.DISABLE, 3);
    run.run(Runs.sends(3, 1, 10, 3, 1));
    assertEquals(List.of(0L, 3L, 1L, 4L, 2L), run.entries());
    assertEquals(List.of(DISABLED, DISABLED, OK, OK, UNKNOWN), run.statuses());
    assertEquals(1, run.count("loads"));
    assertEquals(2, run.count("disabledRequests"));
    assertEquals(1, run.count("unknownRequests"));
    assertFalse(run.executed.get(0).hit());
  }

  @Test
  void WR_33_shouldFlushAllRequestsOfAConnectionInOrderWhenItsLoadFails() {
    Runs run = new Runs(Runs.config(3, 4));
    run.memory.poison(2);
    run.run(Runs.sends(1, 2, 2, 1, 2, 2));
    assertEquals(List.of(0L, 1L, 2L, 3L, 4L, 5L), run.entries());
    assertEquals(List.of(OK, FLUSHED, FLUSHED, OK, FLUSHED, FLUSHED), run.statuses());
    assertEquals(1, run.count("loadFailures"));
    assertEquals(4, run.count("flushedRequests"));
    assertEquals(2, run.count("operations"));
  }

  @Test
  void WR_34_shouldFlushTheRestOfABatchWhenAnOperationFails() {
    Runs run = new Runs(Runs.config(8, 4));
    int[][] requests = {{1, 0, 0}, {1, 0, 1}, {2, 0, 0}, {1, 0, 0}, {1, 0, 1}};
    run.run(source(requests));
    assertEquals(List.of(0L, 1L, 3L, 4L, 2L), run.entries());
    assertEquals(List.of(OK, OPERATION_FAILED, FLUSHED, FLUSHED, OK), run.statuses());
    run.path.cache().command(CommandKind.ENABLE, 1);
    run.run(source(new int[] {1, 0, 0}));
    assertEquals(OK, run.executed.get(5).status(), "enabled again");
  }

  @Test
  void WR_34_shouldRefuseOperationsThatDoNotExist() {
    Runs run = new Runs(Runs.config(8, 4));
    run.run(source(new int[] {1, 5, 0}, new int[] {1, 0, 0}, new int[] {2, 7, 1}));
    assertEquals(List.of(BAD_REQUEST, FLUSHED, BAD_REQUEST), run.statuses());
    assertEquals(2, run.count("failedRequests"));
  }

  @Test
  void WR_35_shouldHoldDoorbellsBackWhenTheQueueIsFull() {
    LookaheadScheduler scheduler =
        new LookaheadScheduler(Runs.CONFIG.with("queueDepth", 64), new WorkRequestCounters());
    IntStream.range(0, 64).forEach(i -> scheduler.post(doorbell(i)));
    assertFalse(scheduler.hasRoom(0));
    assertThrows(IllegalStateException.class, () -> scheduler.post(doorbell(64)));
    scheduler.pick(0, scheduler.largestTail(0));
    scheduler.post(doorbell(64));
    assertFalse(scheduler.hasRoom(0));
  }

  private static DoorbellWrite doorbell(int connection) {
    return new DoorbellWrite(0, connection, 0, 0, false, false, false, 0);
  }

  @Test
  void WR_14_shouldRefuseDescriptorsThatWereNotPosted() {
    HostWorkQueues queues = new HostWorkQueues(new HostMemory(64));
    queues.post(0x1010, new DescriptorMemory.Descriptor(0, false, false, 5, 9, 0x77));
    queues.post(0x1020, new DescriptorMemory.Descriptor(0, false, true, 6, 9, 0x78));
    queues.failAt(0x1040);
    WorkRequestFetch fetch = new WorkRequestFetch(Runs.CONFIG, new WorkRequestCounters());
    WorkRequest good = fetch.fetch(request(5, OK), queues);
    assertEquals(OK, good.status());
    assertEquals(0x77, good.address());
    assertEquals(true, fetch.fetch(request(6, OK), queues).fail());
    assertEquals(BAD_DESCRIPTOR, fetch.fetch(request(7, OK), queues).status());
    assertEquals(FETCH_FAILED, fetch.fetch(request(8, OK), queues).status());
    assertEquals(FLUSHED, fetch.fetch(request(8, FLUSHED), queues).status());
    // The queue has sixteen places, so 0x1010 is also the place of 21, which was not posted.
    assertEquals(BAD_DESCRIPTOR, fetch.fetch(request(21, OK), queues).status());
  }

  /** Consumer index 4 is at 0x1000. */
  private static RequestInContext request(int index, WorkStatus status) {
    return new RequestInContext(
        0, 1, 0, 9, false, false, 0, 0, 0, true, true, 0, true, status, 0xFC0, 4, index, 0);
  }

  @Test
  void WR_34_shouldFlushWhatFollowsAFailedFetch() {
    WorkRequestCounters counters = new WorkRequestCounters();
    ExecutionStub stub = new ExecutionStub(Runs.CONFIG, counters);
    assertEquals(FETCH_FAILED, stub.end(3, FETCH_FAILED, 0, false));
    assertEquals(FLUSHED, stub.end(3, OK, 0, false));
    assertEquals(FLUSHED, stub.end(3, BAD_DESCRIPTOR, 0, false));
    assertEquals(OK, stub.end(4, OK, 0, false));
    assertEquals(DISABLED, stub.end(0, DISABLED, 0, true));
    stub.slotLoaded(3);
    assertEquals(OK, stub.end(3, OK, 0, false));
  }
}
