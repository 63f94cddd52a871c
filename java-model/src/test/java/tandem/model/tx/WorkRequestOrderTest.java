package tandem.model.tx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.apache.commons.math3.random.Well19937c;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tandem.model.IllegalChoiceException;
import tandem.model.mem.AccessCost;
import tandem.model.mem.AlignmentSplitter;
import tandem.model.mem.HostMemory;
import tandem.model.mem.SplitterConfig;
import tandem.model.record.DoorbellWrite;
import tandem.model.record.HostSpan;
import tandem.model.record.MemoryOp;
import tandem.model.record.WorkOp;
import tandem.model.workload.ConnectionChoices;
import tandem.model.workload.Requests;

/** WR-1 to WR-16: order and completeness. */
class WorkRequestOrderTest {
  private static Requests uniform(int connections, int count, int seed) {
    return Requests.sends(ConnectionChoices.uniform(connections, new Well19937c(seed)), count);
  }

  @Test
  void WR_1_shouldKeepAContextForEachConnectionInHostMemoryAndCopiesInTheCache() {
    HostMemory memory = new HostMemory(64);
    WorkRequestConfig config = Runs.config(1, 2).with("contextBase", 0x10000);
    HostContexts contexts = new HostContexts(config, memory);
    for (int connection = 0; connection < 3; connection++) {
      contexts.create(connection, 0x100000 + 0x1000L * connection, 8);
    }
    WorkRequestPath path = new WorkRequestPath(config, contexts);
    path.run(Runs.sends(0, 0, 1, 2, 2, 2), ExecutionListener.NONE);
    assertEquals(2, path.cache().slot(path.cache().slotOf(1)).sequence + 1);
    assertEquals(3, path.cache().slot(path.cache().slotOf(2)).sequence);
    assertEquals(-1, path.cache().slotOf(0), "thrown out");
    ContextMemory.Context written = new ContextMemory.Context();
    assertTrue(contexts.load(0, written));
    assertEquals(2, written.sequence);
    assertEquals(2, written.consumerIndex);
    assertEquals(0x100000, written.queueBase);
  }

  @Test
  void D30_shouldTakeAnyQueueWhereNobodyReadsDescriptors() {
    HostMemory memory = new HostMemory(64);
    WorkRequestConfig full = Runs.CONFIG.with(QueueFormat.WR);
    HostContexts contexts = new HostContexts(full, memory);
    contexts.create(5, 0x100000, 8);
    memory.poke(contexts.address(5) + 16, new byte[] {(byte) 0xE7}, 0, 1);
    ContextMemory.Context loaded = new ContextMemory.Context();
    assertTrue(contexts.load(5, loaded));
    assertEquals(7, loaded.queueSizeLog2);
    contexts.store(5, 0, 1);
    byte[] kept = new byte[1];
    memory.peek(contexts.address(5) + 16, kept, 0, 1);
    assertEquals((byte) 0xE7, kept[0]);
    HostContexts credits = new HostContexts(full.with(QueueFormat.CID), memory);
    assertFalse(credits.load(5, loaded), "D2: 0xE7 is no size");
  }

  @Test
  void WR_1_shouldMoveContextsInWholeLinesOnly() {
    AlignmentSplitter splitter = new AlignmentSplitter(SplitterConfig.DEFAULTS);
    AccessCost cost = new AccessCost(SplitterConfig.DEFAULTS);
    HostContexts contexts = new HostContexts(Runs.CONFIG, new HostMemory(64));
    for (int connection = 0; connection < 100; connection++) {
      HostSpan span =
          new HostSpan(
              MemoryOp.WRITE,
              contexts.address(connection),
              WorkRequestConfig.CONTEXT_BYTES,
              0,
              true,
              0,
              connection);
      splitter
          .accept(span)
          .bursts()
          .forEach(
              burst ->
                  assertEquals(
                      0, cost.accesses(burst.op(), burst.address(), burst.bytes()).lineReads()));
    }
  }

  @Test
  void WR_2_shouldTakeOneOrderedSequenceOverSeveralConnections() {
    Runs run = Runs.of(Runs.config(1, 4), 5, 3, 5, 9);
    assertEquals(List.of(0L, 1L, 2L, 3L), run.entries());
    assertEquals(4, run.count("requests"));
  }

  @Test
  void WR_3_shouldFindRequestsOfAConnectionThatAreNotAdjacentAndThoseThatAre() {
    Runs run = Runs.of(Runs.config(8, 1), 7, 7, 1, 7, 2, 7);
    assertEquals(List.of(0L, 1L, 3L, 5L, 2L, 4L), run.entries());
    assertEquals(List.of(0L, 0L, 0L, 0L, 1L, 2L), batches(run));
  }

  @ParameterizedTest
  @EnumSource(Replacement.class)
  void WR_4_shouldLoadOncePerBatchAndExecuteItWithoutAnythingBetween(Replacement policy) {
    Runs run = Runs.of(Runs.config(64, 4).with(policy), uniform(40, 20_000, 1));
    TreeSet<Long> ended = new TreeSet<>();
    for (int i = 1; i < run.executed.size(); i++) {
      Runs.Executed before = run.executed.get(i - 1);
      Runs.Executed now = run.executed.get(i);
      if (now.batch() == before.batch()) {
        assertEquals(before.connection(), now.connection());
        assertTrue(now.hit(), "a batch loads once, with its first request");
      } else {
        assertTrue(ended.add(before.batch()), "a batch is not interrupted");
      }
    }
    assertTrue(run.count("batches") < 20_000, "some batches have several requests");
    assertTrue(run.count("loads") <= run.count("batches"));
  }

  @Test
  void WR_5_shouldExecuteABindAndTheSendThatFollowsItTogether() {
    Requests pairs = Requests.pairs(ConnectionChoices.roundRobin(100), WorkOp.BIND, 8, 160);
    Runs run = Runs.of(Runs.config(9, 1), pairs);
    for (int i = 0; i < 160; i += 2) {
      assertEquals(WorkOp.BIND.code(), run.executed.get(i).op());
      assertEquals(WorkOp.SEND.code(), run.executed.get(i + 1).op());
      assertEquals(run.executed.get(i).batch(), run.executed.get(i + 1).batch());
    }
  }

  @Test
  void WR_6_shouldExecuteAWriteAndTheSendThatFollowsItTogether() {
    Requests pairs = Requests.pairs(ConnectionChoices.roundRobin(100), WorkOp.WRITE, 3, 60);
    Runs run = Runs.of(Runs.config(4, 1), pairs);
    for (int i = 0; i < 60; i += 2) {
      assertEquals(WorkOp.WRITE.code(), run.executed.get(i).op());
      assertEquals(WorkOp.SEND.code(), run.executed.get(i + 1).op());
      assertEquals(run.executed.get(i).connection(), run.executed.get(i + 1).connection());
    }
  }

  @Test
  void WR_7_shouldQueueConnectionIdentifiersOnly() {
    LookaheadScheduler scheduler =
        new LookaheadScheduler(Runs.CONFIG.with(QueueFormat.CID), new WorkRequestCounters());
    scheduler.post(new DoorbellWrite(1, 2, 0, 3, false, false, true, 0x55));
    scheduler.pick(0, 1);
    assertEquals(2, scheduler.picked().connection());
    assertEquals(0, scheduler.picked().address(), "comes from the descriptor");
    assertFalse(scheduler.picked().fail());
  }

  @Test
  void WR_8_shouldNeedNoDriverToReorder() {
    LookaheadScheduler scheduler = new LookaheadScheduler(Runs.CONFIG, new WorkRequestCounters());
    for (int connection : new int[] {1, 2, 1}) {
      scheduler.post(new DoorbellWrite(0, connection, 0, 0, false, false, false, 0));
    }
    List<Long> entries = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      scheduler.pick(0, 3);
      entries.add(scheduler.picked().entry());
    }
    assertEquals(List.of(0L, 2L, 1L), entries);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8, 16, 64, 256})
  void WR_10_shouldKeepTheOrderOfEachConnection(int window) {
    for (long liveScan = 0; liveScan <= 1; liveScan++) {
      WorkRequestConfig config = Runs.config(window, 8).with("liveScan", liveScan);
      Runs run = Runs.of(config, uniform(30, 5000, window));
      for (int connection = 0; connection < 30; connection++) {
        List<Long> entries = run.entriesOf(connection);
        assertEquals(entries.stream().sorted().toList(), entries);
      }
    }
  }

  @Test
  void WR_11_shouldLetConnectionsOvertakeEachOtherUnlessTheWindowIsOne() {
    assertNotEquals(posted(100), Runs.of(Runs.config(8, 4), uniform(5, 100, 1)).entries());
    assertEquals(posted(100), Runs.of(Runs.config(1, 4), uniform(5, 100, 1)).entries());
  }

  @Test
  void WR_12_shouldBeStrictlyInOrderWithAWindowOfOne() {
    WorkRequestConfig config =
        Runs.config(1, 4).with(Map.of("liveScan", 1L, "prefetch", 4L, "batchLimit", 7L));
    Runs run = Runs.of(config, uniform(12, 3000, 3));
    assertEquals(posted(3000), run.entries());
    assertEquals(posted(3000), batches(run), "batches of one");
    assertEquals(0, run.count("prefetches"));
    assertEquals(0, run.count("displacementSum"));
    assertFalse(config.hitsPassMisses());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 9, 64, 256})
  void WR_13_shouldExecuteEachRequestOnce(int window) {
    WorkRequestConfig config = Runs.config(window, 4).with("queueDepth", 64);
    Runs run = Runs.of(config, uniform(20, 4000, window));
    assertEquals(posted(4000), run.entries().stream().sorted().toList());
    assertEquals(4000, run.count("operations"));
    assertEquals(-1, run.path.scheduler().nextQueue(), "nothing is left");
  }

  @Test
  void WR_14_shouldUseOneCreditForEachRequestFetched() {
    Runs run = Runs.of(Runs.config(16, 4).with(QueueFormat.CID), uniform(20, 2000, 4));
    int consumed = 0;
    for (int connection = 0; connection < 20; connection++) {
      int index = consumerIndex(run, connection);
      assertEquals(run.entriesOf(connection).size(), index);
      consumed += index;
    }
    assertEquals(run.count("requests"), consumed);
    assertTrue(run.count("fetches") > 0);
  }

  @Test
  void WR_14_shouldFetchNothingWhereTheEntryIsTheRequest() {
    Runs run = Runs.of(Runs.config(16, 4).with(QueueFormat.WR), uniform(20, 2000, 4));
    assertEquals(0, run.count("fetches"));
    assertEquals(0, consumerIndex(run, 3));
    Runs credits = Runs.of(Runs.config(16, 4).with(QueueFormat.CID), uniform(20, 2000, 4));
    assertEquals(credits.entries(), run.entries());
  }

  @Test
  void WR_14_shouldReadALineOfDescriptorsOnceForABatch() {
    assertEquals(2, Runs.of(Runs.config(8, 1), 1, 1, 1, 1, 1, 1, 1, 1).count("fetches"));
    assertEquals(8, Runs.of(Runs.config(1, 1), 1, 1, 1, 1, 1, 1, 1, 1).count("fetches"));
    WorkRequestConfig live = Runs.config(8, 1).with("liveScan", 1);
    assertEquals(8, Runs.of(live, 1, 1, 1, 1, 1, 1, 1, 1).count("fetches"));
  }

  @Test
  void WR_15_shouldBindBeforeTheSendThatAdvertises() {
    Requests pairs =
        Requests.pairs(ConnectionChoices.uniform(6, new Well19937c(2)), WorkOp.BIND, 5, 1000);
    for (int window : new int[] {1, 4, 6, 64}) {
      int[] bound = new int[6];
      for (Runs.Executed executed : Runs.of(Runs.config(window, 2), pairs.rewind()).executed) {
        bound[executed.connection()] += executed.op() == WorkOp.BIND.code() ? 1 : -1;
        assertTrue(bound[executed.connection()] >= 0, executed::toString);
      }
    }
  }

  @Test
  void WR_16_shouldLetNothingPassABarrier() {
    LookaheadScheduler scheduler = new LookaheadScheduler(Runs.CONFIG, new WorkRequestCounters());
    int[] connections = {1, 2, 1, 1, 2};
    for (int i = 0; i < connections.length; i++) {
      scheduler.post(new DoorbellWrite(0, connections[i], 0, 0, false, i == 2, false, 0));
    }
    scheduler.pick(0, scheduler.largestTail(0));
    assertFalse(scheduler.batchOpen(), "the next of the connection is the barrier");
    scheduler.pick(0, scheduler.largestTail(0));
    scheduler.completed(0);
    assertFalse(scheduler.canStart(0), "something before it is not done");
    assertThrows(IllegalChoiceException.class, () -> scheduler.pick(0, 3));
    scheduler.completed(0);
    assertEquals(5, scheduler.largestTail(0), "at the head a barrier cuts no window");
    scheduler.pick(0, scheduler.largestTail(0));
    assertEquals(2, scheduler.picked().entry());
    assertTrue(scheduler.picked().last(), "goes alone");
    assertFalse(scheduler.canStart(0), "it is not done itself");
    scheduler.completed(0);
    scheduler.pick(0, scheduler.largestTail(0));
    assertEquals(3, scheduler.picked().entry());
  }

  private static int consumerIndex(Runs run, int connection) {
    int slot = run.path.cache().slotOf(connection);
    if (slot >= 0) {
      return run.path.cache().slot(slot).consumerIndex;
    }
    ContextMemory.Context context = new ContextMemory.Context();
    run.memory.load(connection, context);
    return context.consumerIndex;
  }

  private static List<Long> posted(int count) {
    return LongStream.range(0, count).boxed().toList();
  }

  private static List<Long> batches(Runs run) {
    return run.executed.stream().map(Runs.Executed::batch).toList();
  }
}
