package tandem.model.mem;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import tandem.model.mem.SplitRequest.Verdict;
import tandem.model.record.HostBurst;
import tandem.model.record.HostSpan;
import tandem.model.record.MemoryOp;

/**
 * Cuts requests to host memory into bursts on line boundaries (AL-1 to AL-17, AL-34, AL-36).
 *
 * <p>Accepts spans in any direction; gives the bursts of each in ascending address order, covering
 * it exactly once; keeps the order of spans; never crosses a 4 KiB boundary or exceeds the largest
 * burst. The only state is the acceptance number, so everything else here is a function of the
 * span.
 */
public final class AlignmentSplitter {
  private static final SplitPolicy[] PLANS = {
    SplitPolicy.OFF, SplitPolicy.ALWAYS, SplitPolicy.ISOLATE_TAIL
  };

  private final SplitterConfig config;
  private final AccessCost cost;
  private final CutRule[] readRules;
  private final CutRule[] writeRules;
  private long acceptedRequests;

  public AlignmentSplitter(SplitterConfig config) {
    this.config = config;
    this.cost = new AccessCost(config);
    this.readRules = rules(MemoryOp.READ);
    this.writeRules = rules(MemoryOp.WRITE);
  }

  public SplitterConfig config() {
    return config;
  }

  /**
   * Accepts the next span: numbers it and cuts it.
   *
   * @throws IllegalArgumentException if address or length is wider than the configured fields
   */
  public SplitRequest accept(HostSpan span) {
    Verdict verdict = verdict(span);
    int slot = (int) (acceptedRequests % config.requestSlots());
    List<HostBurst> bursts = verdict == Verdict.ISSUE ? bursts(span, slot) : List.of();
    return new SplitRequest(span, acceptedRequests++, slot, verdict, bursts);
  }

  /** How many spans have been accepted; the next one gets this number. */
  public long acceptedRequests() {
    return acceptedRequests;
  }

  /** What becomes of a span; the refusal goes before the empty length. */
  public Verdict verdict(HostSpan span) {
    if (!fits(span.address(), config.addressBits()) || !fits(span.bytes(), config.lengthBits())) {
      throw new IllegalArgumentException(
          span
              + " is wider than addressBits="
              + config.addressBits()
              + ", lengthBits="
              + config.lengthBits());
    }
    if (!span.permitted()) {
      return Verdict.REJECT;
    }
    if (span.bytes() == 0) {
      return Verdict.EMPTY;
    }
    // The last byte, not the end: the end of a span at the top of a 64-bit space is not a long.
    long lastByte = span.address() + span.bytes() - 1;
    boolean wraps = Long.compareUnsigned(lastByte, span.address()) < 0;
    return wraps || !fits(lastByte, config.addressBits()) ? Verdict.REJECT : Verdict.ISSUE;
  }

  /**
   * Bytes the bursts of a span move: its length, and up to the end of the line where the NIC owns
   * enough behind a write (AL-34). The sum is internal and may be wider than the length field;
   * offsets of bursts fit that field all the same from lengthBits=12 on.
   */
  public long movedBytes(HostSpan span) {
    int line = config.lineBytes(span.op());
    boolean mayPad = span.op() == MemoryOp.WRITE && config.policy() != SplitPolicy.OFF && line != 0;
    if (!mayPad || span.bytes() == 0) {
      return span.bytes();
    }
    int toLineEnd = (int) (-(span.address() + span.bytes()) & (line - 1));
    return toLineEnd <= span.padBytes() ? span.bytes() + toLineEnd : span.bytes();
  }

  /** The plan a span is cut by; never COST. */
  public SplitPolicy plan(HostSpan span) {
    if (config.policy() != SplitPolicy.COST) {
      return config.policy();
    }
    long moved = movedBytes(span);
    SplitPolicy best = SplitPolicy.OFF;
    long bestCost = Long.MAX_VALUE;
    for (SplitPolicy plan : PLANS) {
      long planCost = cost.cost(rule(span.op(), plan), span.op(), span.address(), moved);
      if (planCost < bestCost) {
        best = plan;
        bestCost = planCost;
      }
    }
    return best;
  }

  /** Number of bursts of a span, 0 if it is empty or rejected. */
  public long burstCount(HostSpan span) {
    return verdict(span) == Verdict.ISSUE
        ? rule(span.op(), plan(span)).count(span.address(), movedBytes(span))
        : 0;
  }

  /** Hands the bursts of a span with verdict ISSUE to {@code sink} one by one, without a list. */
  public void forEachBurst(HostSpan span, int slot, Consumer<HostBurst> sink) {
    CutRule rule = rule(span.op(), plan(span));
    long moved = movedBytes(span);
    for (long offset = 0; offset < moved; ) {
      HostBurst burst = burst(span, slot, offset, moved, rule);
      sink.accept(burst);
      offset += burst.bytes();
    }
  }

  private List<HostBurst> bursts(HostSpan span, int slot) {
    CutRule rule = rule(span.op(), plan(span));
    long moved = movedBytes(span);
    HostBurst burst = burst(span, slot, 0, moved, rule);
    if (burst.last()) {
      return List.of(burst);
    }
    List<HostBurst> bursts = new ArrayList<>();
    bursts.add(burst);
    while (!burst.last()) {
      burst = burst(span, slot, burst.offset() + burst.bytes(), moved, rule);
      bursts.add(burst);
    }
    return Collections.unmodifiableList(bursts);
  }

  private HostBurst burst(HostSpan span, int slot, long offset, long moved, CutRule rule) {
    long address = span.address() + offset;
    int bytes = rule.nextBytes(address, moved - offset);
    long end = offset + bytes;
    int padBytes = (int) Math.max(0, end - Math.max(offset, span.bytes()));
    return new HostBurst(
        span.op(),
        address,
        bytes,
        offset,
        padBytes,
        span.guest(),
        span.tag(),
        slot,
        offset == 0,
        end == moved);
  }

  private CutRule rule(MemoryOp op, SplitPolicy plan) {
    return (op == MemoryOp.WRITE ? writeRules : readRules)[plan.ordinal()];
  }

  private CutRule[] rules(MemoryOp op) {
    CutRule[] rules = new CutRule[PLANS.length];
    for (SplitPolicy plan : PLANS) {
      rules[plan.ordinal()] = new CutRule(plan, config.lineBytes(op), config.maxBurstBytes(op));
    }
    return rules;
  }

  private static boolean fits(long value, int bits) {
    return bits == Long.SIZE || value >>> bits == 0;
  }
}
