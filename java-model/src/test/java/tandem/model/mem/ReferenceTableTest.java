package tandem.model.mem;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tandem.model.record.HostSpan;
import tandem.model.record.MemoryOp;

/** The reference vectors of the specification, copied by hand; lines of 64 bytes. */
class ReferenceTableTest {
  @ParameterizedTest(name = "{0}+{1} M={2} {3}: {4} transactions, {5} RMW, {6} bytes")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0x0    |  256 | 256 | WRITE |  1 |  0 |  256
          0x20   |  256 | 256 | WRITE |  1 |  2 |  448
          0x20   |  512 | 128 | WRITE |  4 |  8 | 1280
          0x20   | 1500 | 256 | WRITE |  6 | 12 | 2624
          0x20   | 1500 | 256 | READ  |  6 |  0 | 1856
          0x20   | 1500 | 128 | WRITE | 12 | 24 | 3776
          0x20   | 4096 | 256 | WRITE | 17 | 32 | 7168
          0x3F   |    2 | 256 | WRITE |  1 |  2 |  256
          0x10   |   16 | 256 | WRITE |  1 |  1 |  128
          0xFE0  |  128 | 256 | WRITE |  2 |  2 |  320
          0x62EC |  152 | 512 | WRITE |  1 |  2 |  384
          """)
  void AL_20_shouldMatchTheTableForTheBaseline(
      String address, long bytes, int max, MemoryOp op, long transactions, long rmw, long memory) {
    HostSpan span = Spans.of(op, Long.decode(address), bytes);
    expect(Spans.config(SplitPolicy.OFF, max), span, transactions, rmw, memory);
  }

  @ParameterizedTest(name = "{0}+{1} M={2} {3}: {4} transactions, {5} RMW, {6} bytes: {7}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0x0    |  256 | 256 | WRITE |  1 |  0 |  256 | 256
          0x20   |  256 | 256 | WRITE |  2 |  2 |  448 | 32, 224
          0x20   |  512 | 128 | WRITE |  5 |  2 |  704 | 32, 3x128, 96
          0x20   | 1500 | 256 | WRITE |  7 |  2 | 1664 | 32, 5x256, 188
          0x20   | 1500 | 256 | READ  |  7 |  0 | 1536 | 32, 5x256, 188
          0x20   | 1500 | 128 | WRITE | 13 |  2 | 1664 | 32, 11x128, 60
          0x20   | 4096 | 256 | WRITE | 18 |  2 | 4288 | 32, 15x256, 192, 32
          0x3F   |    2 | 256 | WRITE |  2 |  2 |  256 | 1, 1
          0x10   |   16 | 256 | WRITE |  1 |  1 |  128 | 16
          0xFE0  |  128 | 256 | WRITE |  2 |  2 |  320 | 32, 96
          0x62EC |  152 | 512 | WRITE |  2 |  2 |  384 | 20, 132
          """)
  void AL_20_shouldMatchTheTableForTheSplit(
      String address,
      long bytes,
      int max,
      MemoryOp op,
      long transactions,
      long rmw,
      long memory,
      String segments) {
    HostSpan span = Spans.of(op, Long.decode(address), bytes);
    SplitterConfig config = Spans.config(SplitPolicy.ALWAYS, max);
    expect(config, span, transactions, rmw, memory);
    assertEquals(Spans.sizes(segments), Spans.sizes(Spans.split(config, span)));
  }

  @ParameterizedTest(name = "{0}+{1} M={2} {3}: {4} bytes")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0x20 | 1500 | 256 | OFF          | 3712
          0x20 | 1500 | 256 | ALWAYS       | 1792
          0x20 | 1500 | 256 | ISOLATE_TAIL | 1664
          0x20 |  256 | 256 | OFF          |  640
          0x20 |  256 | 256 | ALWAYS       |  640
          0x20 |  256 | 256 | ISOLATE_TAIL |  448
          0x0  | 1500 | 256 | OFF          | 1792
          0x0  | 1500 | 256 | ALWAYS       | 1792
          0x0  | 1500 | 256 | ISOLATE_TAIL | 1600
          """)
  void AL_20_shouldMatchThePerTransactionNumbers(
      String address, long bytes, int max, SplitPolicy policy, long memory) {
    SplitterConfig config = Spans.config(policy, max).with(MemoryModel.PER_TRANSACTION);
    HostSpan span = Spans.write(Long.decode(address), bytes);
    assertEquals(memory, Spans.count(config, span).memoryBytes());
  }

  @Test
  void AL_17_shouldIsolateTheTailOfTheWorkedExample() {
    SplitterConfig config = Spans.config(SplitPolicy.ISOLATE_TAIL, 512);
    SplitRequest request = Spans.split(config, Spans.write(0x62EC, 152));
    assertEquals(Spans.sizes("20, 128, 4"), Spans.sizes(request));
  }

  private static void expect(
      SplitterConfig config, HostSpan span, long transactions, long rmw, long memoryBytes) {
    SplitCounters actual = Spans.count(config, span);
    assertEquals(transactions, actual.transactions(), "transactions");
    assertEquals(rmw, actual.accesses().partialLineWrites(), "read-modify-writes");
    assertEquals(memoryBytes, actual.memoryBytes(), "memory bytes");
  }
}
