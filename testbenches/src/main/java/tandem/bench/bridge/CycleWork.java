package tandem.bench.bridge;

import tandem.bridge.Agent;
import tandem.bridge.ClockedRun;
import tandem.bridge.Dut;
import tandem.bridge.Signal;

/** The work in per-cycle mode: clocked agents in Java, one call of native code a cycle. */
final class CycleWork implements Work {
  private final SplitterWork work = new SplitterWork();
  private final Dut dut;
  private final ClockedRun run;

  CycleWork(Dut dut) {
    this.dut = dut;
    Answers answers = new Answers();
    run = new ClockedRun(dut);
    run.add(new Requests()).add(answers).add(new Bursts(answers)).add(new Completions());
    dut.signal("reset").set(1);
    dut.step(SplitterWork.RESET_CYCLES);
    dut.signal("reset").set(0);
  }

  private final class Requests implements Agent {
    private final Signal valid = dut.signal("in.valid");
    private final Signal ready = dut.signal("in.ready");
    private final Signal op = dut.signal("in.op");
    private final Signal address = dut.signal("in.address");
    private final Signal bytes = dut.signal("in.bytes");
    private final Signal permitted = dut.signal("in.permitted");
    private final Signal guest = dut.signal("in.guest");
    private final Signal tag = dut.signal("in.tag");
    private boolean holding;

    @Override
    public void drive(long cycle) {
      if (holding) {
        return;
      }
      int span = (int) (work.accepted & SplitterWork.SPANS - 1);
      holding = true;
      valid.set(1);
      op.set(work.op[span]);
      address.set(work.address[span]);
      bytes.set(work.bytes[span]);
      permitted.set(1);
      guest.set(work.guest[span] & 0xff);
      tag.set(span);
    }

    @Override
    public void sample(long cycle) {
      if (ready.isHigh()) {
        holding = false;
        work.accepted++;
      }
    }
  }

  /** Answers every burst after its latency: one list of slots for each cycle to come. */
  private final class Answers implements Agent {
    private static final int WHEEL = 256;

    private final Signal valid = dut.signal("response.valid");
    private final Signal ready = dut.signal("response.ready");
    private final Signal slot = dut.signal("response.slot");
    private final byte[][] due = new byte[WHEEL][SplitterWork.SLOTS];
    private final int[] count = new int[WHEEL];
    private final byte[] waiting = new byte[WHEEL * SplitterWork.SLOTS];
    private int first;
    private int last;
    private long asked;
    private boolean answering;

    void ask(long cycle, int burstSlot) {
      int latency = work.latencies[(int) (asked++ & SplitterWork.SPANS - 1)];
      int at = (int) (cycle + latency & WHEEL - 1);
      due[at][count[at]++] = (byte) burstSlot;
    }

    @Override
    public void drive(long cycle) {
      int at = (int) (cycle & WHEEL - 1);
      for (int i = 0; i < count[at]; i++) {
        waiting[last++ & waiting.length - 1] = due[at][i];
      }
      count[at] = 0;
      if (!answering) {
        answering = first != last;
        valid.set(answering ? 1 : 0);
        if (answering) {
          slot.set(waiting[first++ & waiting.length - 1] & 0xff);
        }
      }
    }

    @Override
    public void sample(long cycle) {
      answering &= !ready.isHigh();
    }
  }

  private final class Bursts implements Agent {
    private final Signal valid = dut.signal("out.valid");
    private final Signal ready = dut.signal("out.ready");
    private final Signal op = dut.signal("out.op");
    private final Signal address = dut.signal("out.address");
    private final Signal bytes = dut.signal("out.bytes");
    private final Signal offset = dut.signal("out.offset");
    private final Signal tag = dut.signal("out.tag");
    private final Signal slot = dut.signal("out.slot");
    private final Signal first = dut.signal("out.first");
    private final Signal last = dut.signal("out.last");
    private final Answers answers;
    private boolean isReady;

    Bursts(Answers answers) {
      this.answers = answers;
    }

    @Override
    public void drive(long cycle) {
      isReady = cycle % SplitterWork.BURSTY != 0;
      ready.set(isReady ? 1 : 0);
    }

    @Override
    public void sample(long cycle) {
      if (!isReady || !valid.isHigh()) {
        return;
      }
      int burstSlot = (int) slot.get();
      work.checkBurst(
          cycle,
          burstSlot,
          (int) tag.get(),
          (int) op.get(),
          address.get(),
          (int) bytes.get(),
          (int) offset.get(),
          (int) (first.get() | last.get() << 1));
      answers.ask(cycle, burstSlot);
    }
  }

  private final class Completions implements Agent {
    private final Signal valid = dut.signal("done.valid");
    private final Signal ready = dut.signal("done.ready");
    private final Signal tag = dut.signal("done.tag");
    private final Signal status = dut.signal("done.status");

    @Override
    public void drive(long cycle) {
      ready.set(1);
    }

    @Override
    public void sample(long cycle) {
      if (valid.isHigh()) {
        work.checkDone(cycle, (int) tag.get(), (int) status.get());
      }
    }
  }

  @Override
  public void run(long requests) {
    long end = work.done + requests;
    run.runUntil(() -> work.done >= end, Long.MAX_VALUE);
  }

  @Override
  public long cycles() {
    return dut.cycle();
  }

  @Override
  public long checksum() {
    return work.checksum;
  }
}
