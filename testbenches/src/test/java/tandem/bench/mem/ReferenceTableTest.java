package tandem.bench.mem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tandem.bench.TestRtl;
import tandem.cosim.block.BlockHarness;
import tandem.cosim.block.BlockRun;
import tandem.cosim.block.Scenario;
import tandem.cosim.mem.AlignmentSplitterBlock;
import tandem.cosim.stream.RunLog;
import tandem.cosim.stream.TraceWindow;
import tandem.model.mem.SplitPolicy;
import tandem.model.mem.SplitterConfig;
import tandem.model.record.HostBurst;
import tandem.model.record.MemoryOp;

/**
 * The reference vectors of the specification (host memory alignment, cost function) on the RTL;
 * line 64. The figures are the specification's, and the model has to agree as well.
 */
class ReferenceTableTest {
  @ParameterizedTest(name = "[{index}] {3} {0} len={1} M={2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0x0    | 256  | 256 | W | 1 / 0 / 256   | 1 / 0 / 256  | 256
          0x20   | 256  | 256 | W | 1 / 2 / 448   | 2 / 2 / 448  | 32 224
          0x20   | 512  | 128 | W | 4 / 8 / 1280  | 5 / 2 / 704  | 32 3x128 96
          0x20   | 1500 | 256 | W | 6 / 12 / 2624 | 7 / 2 / 1664 | 32 5x256 188
          0x20   | 1500 | 256 | R | 6 / 0 / 1856  | 7 / 0 / 1536 | 32 5x256 188
          0x20   | 1500 | 128 | W | 12 / 24 / 3776| 13 / 2 / 1664| 32 11x128 60
          0x20   | 4096 | 256 | W | 17 / 32 / 7168| 18 / 2 / 4288| 32 15x256 192 32
          0x3F   | 2    | 256 | W | 1 / 2 / 256   | 2 / 2 / 256  | 1 1
          0x10   | 16   | 256 | W | 1 / 1 / 128   | 1 / 1 / 128  | 16
          0xFE0  | 128  | 256 | W | 2 / 2 / 320   | 2 / 2 / 320  | 32 96
          0x62EC | 152  | 512 | W | 1 / 2 / 384   | 2 / 2 / 384  | 20 132
          """)
  void AL_20_referenceVector(
      String address, long bytes, long burst, String op, String base, String split, String cuts) {
    MemoryOp direction = op.equals("R") ? MemoryOp.READ : MemoryOp.WRITE;
    long start = Long.decode(address);
    assertEquals(base, figures(run(direction, start, bytes, burst, SplitPolicy.OFF, 0)));
    RunLog log = run(direction, start, bytes, burst, SplitPolicy.ALWAYS, 0);
    assertEquals(split, figures(log));
    assertEquals(segments(cuts), bursts(log));
  }

  @ParameterizedTest(name = "[{index}] per transaction {0} len={1}")
  @CsvSource({
    "0x20, 1500, 3712, 1792, 1664",
    "0x20, 256, 640, 640, 448",
    "0x0, 1500, 1792, 1792, 1600"
  })
  void AL_20_perTransactionVector(
      String address, long bytes, long off, long always, long isolated) {
    long[] expected = {off, always, isolated};
    SplitPolicy[] policies = {SplitPolicy.OFF, SplitPolicy.ALWAYS, SplitPolicy.ISOLATE_TAIL};
    for (int i = 0; i < policies.length; i++) {
      RunLog log = run(MemoryOp.WRITE, Long.decode(address), bytes, 256, policies[i], 1);
      assertEquals(expected[i], log.counters().get("memoryBytes"), policies[i].name());
    }
  }

  @ParameterizedTest
  @CsvSource("0x62EC, 152, 512")
  void AL_17_isolatedTailOfTheWorkedExample(String address, long bytes, long burst) {
    RunLog log =
        run(MemoryOp.WRITE, Long.decode(address), bytes, burst, SplitPolicy.ISOLATE_TAIL, 0);
    assertEquals(List.of(20, 128, 4), bursts(log));
  }

  private static RunLog run(
      MemoryOp op, long address, long bytes, long burst, SplitPolicy policy, long memoryModel) {
    Map<String, Long> settings =
        Map.of(
            "maxPayloadBytes", burst,
            "maxReadRequestBytes", burst,
            "policy", (long) policy.code(),
            "memoryModel", memoryModel);
    Scenario scenario =
        AlignmentSplitterBlock.scenario(
            "vector", settings, List.of(Spans.of(op, address, bytes, 0)));
    BlockRun<SplitterConfig> result =
        new BlockHarness<>(new AlignmentSplitterBlock())
            .run(scenario, TestRtl.generated(), TraceWindow.none());
    assertTrue(result.verdict().isAgreed(), () -> result.verdict().toString());
    return result.log();
  }

  private static String figures(RunLog log) {
    Map<String, Long> c = log.counters();
    return String.format(
        Locale.ROOT,
        "%d / %d / %d",
        c.get("readTransactions") + c.get("writeTransactions"),
        c.get("partialLineWrites"),
        c.get("memoryBytes"));
  }

  private static List<Integer> bursts(RunLog log) {
    return log.beats("out", HostBurst.class).stream().map(b -> b.record().bytes()).toList();
  }

  /** {@code 3x128} stands for three segments of 128 bytes. */
  private static List<Integer> segments(String text) {
    return Arrays.stream(text.split(" "))
        .flatMap(
            part -> {
              String[] pair = part.split("x");
              int times = pair.length == 2 ? Integer.parseInt(pair[0]) : 1;
              int size = Integer.parseInt(pair[pair.length - 1]);
              return IntStream.range(0, times).mapToObj(i -> size);
            })
        .collect(Collectors.toList());
  }
}
