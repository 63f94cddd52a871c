package tandem.cosim.mem;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tandem.bridge.BridgeException;
import tandem.cosim.block.BlockHarness;
import tandem.cosim.block.BlockRun;
import tandem.cosim.block.Scenario;
import tandem.cosim.check.MismatchException;
import tandem.cosim.regress.ScenarioMismatch;
import tandem.cosim.rtl.BlockSettings;
import tandem.cosim.rtl.RtlSource;
import tandem.cosim.rtl.UsageException;
import tandem.cosim.stream.Beat;
import tandem.cosim.stream.TraceWindow;
import tandem.model.mem.AlignmentSplitter;
import tandem.model.mem.SplitRequest;
import tandem.model.mem.SplitterConfig;
import tandem.model.record.HostBurst;
import tandem.model.record.HostSpan;

/**
 * Splits requests on the model or the RTL. Memory is bounded by bursts, not by requests: those that
 * are waiting are run when their bursts are many.
 */
public final class SplitterEngine {
  /** Takes what requests are split into. */
  public interface Bursts {
    /**
     * @param request number of the request, from 0
     */
    void take(long request, HostBurst burst);
  }

  /** Bursts that are run and kept together on the RTL. */
  private static final int CHUNK_BURSTS = 1 << 17;

  /** Requests that are run together; their tags are all different. */
  private static final int CHUNK_REQUESTS = 1 << 16;

  /** What a burst of the RTL takes until its run has ended, with all that is said of it. */
  private static final long BYTES_A_BURST = 1024;

  private final BlockSettings settings;
  private final RtlSource rtl;
  private final boolean checked;
  private final AlignmentSplitter model;
  private final Bursts out;
  private final Bursts expected;
  private final List<HostSpan> waiting = new ArrayList<>();
  private long waitingBursts;
  private long number;
  private long records;

  private SplitterEngine(
      BlockSettings settings, RtlSource rtl, boolean checked, Bursts out, Bursts expected) {
    this.settings = settings;
    this.rtl = rtl;
    this.checked = checked;
    this.out = out;
    this.expected = expected;
    model =
        new AlignmentSplitter(
            AlignmentSplitterBlock.config(
                rtl.manifest(AlignmentSplitterBlock.BLOCK, settings.parameters()),
                settings.registers()));
  }

  /** The model alone. */
  public static SplitterEngine model(BlockSettings settings, RtlSource rtl, Bursts out) {
    return new SplitterEngine(settings, rtl, false, null, out);
  }

  /** The RTL alone. */
  public static SplitterEngine rtl(BlockSettings settings, RtlSource rtl, Bursts out) {
    return new SplitterEngine(settings, rtl, false, out, null);
  }

  /**
   * The RTL, every record of which must be the model's.
   *
   * @param expected takes the bursts of the model
   */
  public static SplitterEngine both(
      BlockSettings settings, RtlSource rtl, Bursts out, Bursts expected) {
    return new SplitterEngine(settings, rtl, true, out, expected);
  }

  /**
   * The next request.
   *
   * @return whether it is split; else it is empty or rejected
   * @throws UsageException for a request with more bursts than memory holds the records of
   * @throws MismatchException if both run and differ
   */
  public boolean split(HostSpan span) {
    long bursts = model.burstCount(span);
    if (out == null) {
      expect(number++, span);
      return bursts > 0;
    }
    long most = Runtime.getRuntime().maxMemory() / BYTES_A_BURST;
    if (bursts > most) {
      throw new UsageException(
          String.format(
              Locale.ROOT,
              "request %d has more bursts than memory holds the records of: bursts=%d most=%d; give Java more with TANDEM_JAVA_OPTS=-Xmx..., or take --engine=model",
              number + waiting.size(),
              bursts,
              most));
    }
    if (waitingBursts + bursts > CHUNK_BURSTS || waiting.size() == CHUNK_REQUESTS) {
      finish();
    }
    waiting.add(span);
    waitingBursts += bursts;
    return bursts > 0;
  }

  /** Splits what is still waiting. */
  public void finish() {
    if (waiting.isEmpty()) {
      return;
    }
    List<HostBurst> bursts = run();
    int next = 0;
    for (HostSpan span : waiting) {
      if (expected != null) {
        expect(number, span);
      }
      // Bursts come in the order of requests; a new request begins with its first burst.
      boolean mine = next < bursts.size() && bursts.get(next).tag() == span.tag();
      while (mine) {
        out.take(number, bursts.get(next++));
        mine = next < bursts.size() && !bursts.get(next).first();
      }
      number++;
    }
    waiting.clear();
    waitingBursts = 0;
  }

  /** Records held against the model so far. */
  public long records() {
    return records;
  }

  private void expect(long request, HostSpan span) {
    if (model.verdict(span) == SplitRequest.Verdict.ISSUE) {
      model.forEachBurst(span, 0, burst -> expected.take(request, burst));
    }
  }

  private List<HostBurst> run() {
    Scenario scenario = AlignmentSplitterBlock.scenario("run", settings.all(), waiting);
    BlockRun<SplitterConfig> result =
        new BlockHarness<>(new AlignmentSplitterBlock()).run(scenario, rtl, TraceWindow.none());
    // What no record may be cannot be passed on, even where the model is not asked.
    boolean isFaulty = result.verdict().fault().isPresent();
    if (isFaulty || checked && result.verdict().mismatch().isPresent()) {
      throw new ScenarioMismatch(AlignmentSplitterBlock.BLOCK, scenario, result.verdict());
    }
    result
        .verdict()
        .problem()
        .ifPresent(
            p -> {
              throw new BridgeException(p);
            });
    records += checked ? result.verdict().records() : 0;
    return result.log().beats("out", HostBurst.class).stream().map(Beat::record).toList();
  }
}
