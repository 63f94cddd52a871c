package tandem.bench.mem;

import com.google.auto.service.AutoService;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tandem.bench.CaptureFiles;
import tandem.bench.mem.CaptureTraffic.Transfer;
import tandem.cosim.block.BlockRun;
import tandem.cosim.block.Scenario;
import tandem.cosim.regress.Bench;
import tandem.cosim.regress.BenchRun;
import tandem.cosim.regress.Suite;
import tandem.cosim.stream.Beat;
import tandem.model.mem.AlignmentSplitter;
import tandem.model.mem.HostMemory;
import tandem.model.mem.MemoryModel;
import tandem.model.mem.SplitPolicy;
import tandem.model.mem.SplitterConfig;
import tandem.model.record.HostBurst;

/** Real packet captures as the DMA traffic of a NIC; memory compared byte for byte. */
@AutoService(Bench.class)
public final class SplitterCaptureBench extends SplitterBench {
  private static final String ROW = "%-12s %-15s %-13s %12s %13s %13s %11s";

  public SplitterCaptureBench() {
    super(
        "splitter-captures",
        "four packet captures as DMA traffic: bursts, memory image and cost of each policy");
  }

  @Override
  public int seeds(Suite suite) {
    return 1;
  }

  @Override
  public void run(BenchRun run) {
    List<String> table = new ArrayList<>();
    table.add(String.format(Locale.ROOT, "DMA traffic of %d captures", CaptureFiles.NAMES.size()));
    table.add(
        String.format(
            Locale.ROOT,
            ROW,
            "placement",
            "memory model",
            "policy",
            "transactions",
            "partial lines",
            "memory bytes",
            "bus bytes"));
    for (BufferPlacement placement : BufferPlacement.values()) {
      List<List<Transfer>> captures = captures(placement);
      for (MemoryModel model : MemoryModel.values()) {
        for (SplitPolicy policy : SplitPolicy.values()) {
          table.add(row(placement, model, policy, total(run, captures, model, policy)));
        }
      }
    }
    run.note(String.join("\n", table));
  }

  private static List<List<Transfer>> captures(BufferPlacement placement) {
    List<List<Transfer>> captures = new ArrayList<>();
    for (String name : CaptureFiles.NAMES) {
      Path file = CaptureFiles.file(name);
      captures.add(CaptureTraffic.of(file, placement));
    }
    return captures;
  }

  /** The RTL's counters over all captures, after everything was checked. */
  private Map<String, Long> total(
      BenchRun run, List<List<Transfer>> captures, MemoryModel model, SplitPolicy policy) {
    Map<String, Long> total = new LinkedHashMap<>();
    Map<String, Long> settings =
        Map.of("memoryModel", (long) model.code(), "policy", (long) policy.code());
    for (List<Transfer> transfers : captures) {
      Scenario scenario =
          scenario("capture", settings, transfers.stream().map(Transfer::span).toList());
      BlockRun<SplitterConfig> result = check(run, scenario);
      compareMemory(transfers, result);
      result.log().counters().forEach((name, value) -> total.merge(name, value, Long::sum));
    }
    return total;
  }

  private static void compareMemory(List<Transfer> transfers, BlockRun<SplitterConfig> result) {
    HostMemory direct = MemoryImage.expected(transfers);
    AlignmentSplitter splitter = new AlignmentSplitter(result.config());
    List<HostBurst> expected =
        transfers.stream().flatMap(t -> splitter.accept(t.span()).bursts().stream()).toList();
    HostMemory model = MemoryImage.perform(transfers, expected);
    HostMemory rtl =
        MemoryImage.perform(
            transfers,
            result.log().beats("out", HostBurst.class).stream().map(Beat::record).toList());
    direct.firstDifference(rtl).ifPresent(d -> require(false, "memory image of the RTL: " + d));
    model.firstDifference(rtl).ifPresent(d -> require(false, "memory images: " + d));
  }

  private static String row(
      BufferPlacement placement,
      MemoryModel model,
      SplitPolicy policy,
      Map<String, Long> counters) {
    return String.format(
        Locale.ROOT,
        ROW,
        placement.name().toLowerCase(Locale.ROOT),
        model.name().toLowerCase(Locale.ROOT),
        policy,
        counters.get("readTransactions") + counters.get("writeTransactions"),
        counters.get("partialLineWrites"),
        counters.get("memoryBytes"),
        counters.get("busBytes"));
  }
}
