package tandem.bench.mem;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tandem.bench.block.BlockBench;
import tandem.cosim.block.Scenario;
import tandem.cosim.mem.ReadMemorySpec;
import tandem.cosim.mem.ReadReassemblyBlock;
import tandem.cosim.regress.Bench;
import tandem.cosim.regress.BenchRun;
import tandem.cosim.regress.Suite;
import tandem.cosim.stream.Beat;
import tandem.cosim.stream.RunLog;
import tandem.model.mem.PayloadBeat;
import tandem.model.mem.SplitterConfig;
import tandem.model.record.HostSpan;
import tandem.model.record.MemoryOp;
import tandem.model.record.ReadCompletion;

/**
 * Back to back: a piece and a beat a cycle, a beat four cycles after the piece that completes it.
 */
@AutoService(Bench.class)
public final class ReassemblyThroughputBench extends BlockBench<SplitterConfig> {
  private static final int REQUESTS = 500;
  private static final int REQUEST_BYTES = 4096;
  private static final int LATENCY_CYCLES = 4;

  public ReassemblyThroughputBench() {
    super(
        "reassembly-back-to-back",
        "a piece and a beat a cycle, a beat 4 cycles after its last piece",
        new ReadReassemblyBlock());
  }

  @Override
  public int seeds(Suite suite) {
    return 1;
  }

  @Override
  public void run(BenchRun run) {
    RunLog aligned = check(run, 0);
    List<Beat<ReadCompletion>> pieces = aligned.beats("completion", ReadCompletion.class);
    List<Beat<PayloadBeat>> beats = aligned.beats("out", PayloadBeat.class);
    requireEveryCycle(pieces, "aligned pieces");
    requireEveryCycle(beats, "beats of aligned pieces");
    for (int i = 0; i < beats.size(); i++) {
      long cycles = beats.get(i).offeredCycle() - pieces.get(i).cycle();
      require(
          cycles == LATENCY_CYCLES,
          String.format(Locale.ROOT, "beat=%d comes after cycles=%d", i, cycles));
    }
    for (int into = 1; into < 64; into += 31) {
      List<Beat<ReadCompletion>> split = check(run, into).beats("completion", ReadCompletion.class);
      requireEveryCycle(split, "pieces over two beats each, start=" + into);
    }
  }

  private RunLog check(BenchRun run, int intoLine) {
    List<HostSpan> spans = new ArrayList<>();
    for (int i = 0; i < REQUESTS; i++) {
      spans.add(Spans.of(MemoryOp.READ, 8192L * i + intoLine, REQUEST_BYTES, i));
    }
    Scenario scenario =
        ReadReassemblyBlock.scenario(
            "start=" + intoLine,
            Map.of("reassemblyBeats", 256L),
            Map.of(),
            spans,
            ReadMemorySpec.IN_ORDER);
    return check(run, scenario).log();
  }
}
