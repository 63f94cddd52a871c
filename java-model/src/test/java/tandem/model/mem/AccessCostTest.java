package tandem.model.mem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tandem.model.record.HostBurst;
import tandem.model.record.HostSpan;
import tandem.model.record.MemoryOp;

class AccessCostTest {
  private static final int LINE = 64;
  private static final int GRID = 16;

  @Test
  void AL_20_shouldWeighTransactionsLinesAndPayload() {
    SplitterConfig config = SplitterConfig.DEFAULTS.with("costTransaction", 7).with("costLine", 11);
    LineAccesses accesses = new LineAccesses(1, 2, 3);
    assertEquals(7 * 5 + 11 * 6 + 13 * 1000, new AccessCost(config, 13).cost(5, accesses, 1000));
    assertEquals(7 * 5 + 11 * 6, new AccessCost(config).cost(5, accesses, 1000));
  }

  @ParameterizedTest(name = "{0} {1} {2}+{3}: {4} full, {5} partial, {6} read")
  @CsvSource({
    "PER_LINE, WRITE, 0x00, 256, 4, 0, 0", "PER_LINE, WRITE, 0x20, 256, 3, 2, 2",
    "PER_LINE, WRITE, 0x10, 16, 0, 1, 1", "PER_LINE, WRITE, 0x20, 32, 0, 1, 1",
    "PER_LINE, WRITE, 0x3F, 2, 0, 2, 2", "PER_LINE, READ, 0x3F, 2, 0, 0, 2",
    "PER_LINE, READ, 0x00, 64, 0, 0, 1", "PER_TRANSACTION, WRITE, 0x00, 256, 4, 0, 0",
    "PER_TRANSACTION, WRITE, 0x00, 255, 0, 4, 4", "PER_TRANSACTION, WRITE, 0x20, 256, 0, 5, 5",
    "PER_TRANSACTION, READ, 0x20, 256, 0, 0, 5"
  })
  void AL_20_shouldCountLinesUnderBothModels(
      MemoryModel model, MemoryOp op, String address, int bytes, long full, long part, long read) {
    AccessCost cost = new AccessCost(SplitterConfig.DEFAULTS.with(model));
    LineAccesses actual = cost.accesses(op, Long.decode(address), bytes);
    assertEquals(new LineAccesses(full, part, read), actual);
  }

  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void AL_20_shouldAgreeWithCountingEveryByte(MemoryModel model) {
    Random random = new Random(5);
    for (int i = 0; i < 2000; i++) {
      SplitterConfig config = Spans.randomConfig(random).with(model);
      HostSpan span = Spans.randomSpan(random, 600);
      LineAccesses actual =
          new AccessCost(config).accesses(span.op(), span.address(), span.bytes());
      int line = config.lineBytes(span.op());
      assertEquals(countBytes(model, line, span), actual, span::toString);
    }
  }

  @ParameterizedTest
  @EnumSource(MemoryModel.class)
  void AL_20_shouldNeverCostMoreThanTheCheapestOfTheThreePlans(MemoryModel model) {
    Random random = new Random(17);
    for (int i = 0; i < 2000; i++) {
      SplitterConfig config =
          Spans.randomConfig(random)
              .with(model)
              .with("costTransaction", random.nextInt(256))
              .with("costLine", random.nextInt(256));
      HostSpan span = Spans.randomSpan(random, 3000);
      long padded = new AlignmentSplitter(config.with(SplitPolicy.ALWAYS)).movedBytes(span);
      HostSpan lengthened = Spans.of(span.op(), span.address(), padded);
      SplitPolicy expected = SplitPolicy.OFF;
      for (SplitPolicy plan : List.of(SplitPolicy.ALWAYS, SplitPolicy.ISOLATE_TAIL)) {
        if (weigh(config.with(plan), lengthened) < weigh(config.with(expected), lengthened)) {
          expected = plan;
        }
      }
      SplitterConfig costDriven = config.with(SplitPolicy.COST);
      assertEquals(expected, new AlignmentSplitter(costDriven).plan(span), span::toString);
      assertEquals(
          Spans.sizes(Spans.split(config.with(expected), lengthened)),
          Spans.sizes(Spans.split(costDriven, span)));
    }
  }

  @Test
  void AL_20_shouldTakeTheFirstPlanOnATie() {
    SplitterConfig config =
        SplitterConfig.DEFAULTS
            .with(SplitPolicy.COST)
            .with("costTransaction", 0)
            .with("costLine", 0);
    assertEquals(SplitPolicy.OFF, new AlignmentSplitter(config).plan(Spans.write(0x20, 4000)));
  }

  /**
   * 400 random requests against every partition with cuts on a 16-byte grid. Cost is a sum over the
   * pieces, so the best of all partitions is found piece by piece; the next test shows that this is
   * the same as trying them all.
   */
  @Test
  void AL_20_shouldMoveNoMoreMemoryBytesThanTheBestPartition() {
    Random random = new Random(400);
    for (int i = 0; i < 400; i++) {
      MemoryOp op = MemoryOp.ofCode(i % 2);
      int max = 64 << random.nextInt(4);
      HostSpan span = Spans.of(op, random.nextInt(8192), 1 + random.nextInt(3000));
      SplitCounters split = Spans.count(Spans.config(SplitPolicy.ALWAYS, max), span);
      long[] best = best(span, max);
      assertTrue(split.memoryBytes() <= best[0], span + " best=" + best[0] + " max=" + max);
      assertTrue(split.transactions() <= best[1] + 1, span + " fewest=" + best[1] + " max=" + max);
    }
  }

  @Test
  void AL_20_shouldFindTheBestPartitionAsTryingThemAllDoes() {
    Random random = new Random(12);
    for (int i = 0; i < 100; i++) {
      MemoryOp op = MemoryOp.ofCode(i % 2);
      int max = 64 << random.nextInt(2);
      HostSpan span = Spans.of(op, 4096 - random.nextInt(200), 1 + random.nextInt(150));
      long[] all = {Long.MAX_VALUE, Long.MAX_VALUE};
      tryAll(cuts(span), 0, span, max, 0, 0, all);
      long[] best = best(span, max);
      assertEquals(all[0], best[0], span::toString);
      assertEquals(all[1], best[1], span::toString);
    }
  }

  /** Least memory bytes and, apart from that, fewest transactions of all partitions. */
  private static long[] best(HostSpan span, int max) {
    List<Long> cuts = cuts(span);
    long[] bytes = new long[cuts.size()];
    long[] pieces = new long[cuts.size()];
    for (int to = 1; to < cuts.size(); to++) {
      bytes[to] = Long.MAX_VALUE;
      pieces[to] = Long.MAX_VALUE;
      for (int from = 0; from < to; from++) {
        if (legal(cuts.get(from), cuts.get(to), max)) {
          long cost = memoryBytes(span.op(), cuts.get(from), cuts.get(to));
          bytes[to] = Math.min(bytes[to], bytes[from] + cost);
          pieces[to] = Math.min(pieces[to], pieces[from] + 1);
        }
      }
    }
    return new long[] {bytes[cuts.size() - 1], pieces[cuts.size() - 1]};
  }

  private static void tryAll(
      List<Long> cuts, int from, HostSpan span, int max, long bytes, long pieces, long[] best) {
    if (from == cuts.size() - 1) {
      best[0] = Math.min(best[0], bytes);
      best[1] = Math.min(best[1], pieces);
      return;
    }
    for (int to = from + 1; to < cuts.size(); to++) {
      if (legal(cuts.get(from), cuts.get(to), max)) {
        long cost = memoryBytes(span.op(), cuts.get(from), cuts.get(to));
        tryAll(cuts, to, span, max, bytes + cost, pieces + 1, best);
      }
    }
  }

  private static List<Long> cuts(HostSpan span) {
    List<Long> cuts = new ArrayList<>(List.of(span.address()));
    for (long at = span.address() + 1; at < span.address() + span.bytes(); at++) {
      if (at % GRID == 0) {
        cuts.add(at);
      }
    }
    cuts.add(span.address() + span.bytes());
    return cuts;
  }

  private static boolean legal(long from, long to, int max) {
    return to - from <= max && from / 4096 == (to - 1) / 4096;
  }

  /** Counted here from the text of AL-20, apart from the class under test. */
  private static long memoryBytes(MemoryOp op, long from, long to) {
    long accesses = 0;
    for (long line = from / LINE; line * LINE < to; line++) {
      boolean full = from <= line * LINE && (line + 1) * LINE <= to;
      accesses += op == MemoryOp.READ || full ? 1 : 2;
    }
    return accesses * LINE;
  }

  private static LineAccesses countBytes(MemoryModel model, int line, HostSpan span) {
    long end = span.address() + span.bytes();
    boolean disturbed = span.address() % line != 0 || end % line != 0;
    long full = 0;
    long partial = 0;
    for (long at = span.address() / line * line; at < end; at += line) {
      boolean covered = span.address() <= at && at + line <= end;
      if (model == MemoryModel.PER_TRANSACTION ? !disturbed : covered) {
        full++;
      } else {
        partial++;
      }
    }
    return span.op() == MemoryOp.READ
        ? new LineAccesses(0, 0, full + partial)
        : new LineAccesses(full, partial, partial);
  }

  private static long weigh(SplitterConfig config, HostSpan span) {
    SplitCounters counters = new SplitCounters(config);
    for (HostBurst burst : Spans.split(config, span).bursts()) {
      counters.issued(burst);
    }
    return config.costTransaction() * counters.transactions()
        + config.costLine() * counters.accesses().total();
  }
}
