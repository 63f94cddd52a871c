package tandem.cosim.tx;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.function.Consumer;
import tandem.cosim.check.Checker;
import tandem.cosim.check.Judge;
import tandem.cosim.check.Timeline;
import tandem.cosim.stream.Beat;
import tandem.model.record.ArbiterAnswer;
import tandem.model.record.ArbiterCommand;
import tandem.model.record.ArbiterStatus;
import tandem.model.record.DoorbellReject;
import tandem.model.record.EndEvent;
import tandem.model.record.PageWrite;
import tandem.model.record.QueueReady;
import tandem.model.record.ScannerPicked;
import tandem.model.record.TurnEvent;
import tandem.model.time.GuestArbiterTiming;
import tandem.model.tx.ArbiterInputs;
import tandem.model.tx.ArbiterListener;
import tandem.model.tx.GuestArbiter;
import tandem.model.tx.GuestArbiterConfig;

/**
 * Judges the arbiter: from the cycles of the handshakes all that it gives, and when, follows
 * (GA-50). Only when rejects are given is left to the RTL (GA-63).
 */
final class GuestArbiterChecker implements Checker, ArbiterListener {
  private static final String TURNS = "GA-30: the turn of the oldest in the list";
  private static final String GRANTS = "GA-35: the next slice of whose turn it is";
  private static final String ANSWERS = "GA-61: one answer to a command";
  private static final String ENDS = "GA-24: a turn has ended";
  private static final String REJECTS = "GA-63: each reject in a record, and no other";

  /** Something due, and the first cycle in which it is offered. */
  private record Due<R extends Record>(R record, long cycle) {}

  private final Judge judge;
  private final GuestArbiter model;
  private final Deque<Due<QueueReady>> grants = new ArrayDeque<>();
  private final Deque<Due<ArbiterAnswer>> answers = new ArrayDeque<>();
  private final Deque<Due<TurnEvent>> turns = new ArrayDeque<>();
  private final Deque<Due<EndEvent>> ends = new ArrayDeque<>();
  private final int guests;
  private int rejectedGuest;
  private long rejectedCycle = -1;
  private long offsetCycle = -1;
  private long grantedCycle = -1;
  private ArbiterInputs crossed = ArbiterInputs.NONE;

  GuestArbiterChecker(GuestArbiterConfig config, Judge judge, Timeline timeline) {
    this.judge = judge;
    guests = config.guests();
    model = new GuestArbiter(config, this);
    on(timeline, "turnEvent", TurnEvent.class, beat -> take("turn", turns, beat, TURNS));
    on(timeline, "endEvent", EndEvent.class, beat -> take("end", ends, beat, ENDS));
    on(timeline, "out", QueueReady.class, this::granted);
    on(timeline, "answer", ArbiterAnswer.class, beat -> take("answer", answers, beat, ANSWERS));
    on(timeline, "reject", DoorbellReject.class, this::rejected);
    on(timeline, "page", PageWrite.class, this::posted);
    on(timeline, "picked", ScannerPicked.class, this::picked);
    on(timeline, "command", ArbiterCommand.class, this::commanded);
  }

  private <R extends Record> void on(
      Timeline timeline, String stream, Class<R> type, Consumer<Beat<R>> action) {
    timeline.on(
        stream,
        type,
        beat -> {
          advance(beat);
          action.accept(beat);
        });
  }

  /** Does the events up to those of the cycle of a record. */
  private void advance(Beat<?> beat) {
    if (offsetCycle < 0) {
      offsetCycle = beat.cycle();
    }
    long until = beat.cycle() - offsetCycle;
    judge.legally("cycle=" + beat.cycle(), beat, () -> advance(until));
  }

  private void advance(long until) {
    while (model.cycle() < until) {
      ArbiterInputs last = crossed;
      crossed = ArbiterInputs.NONE;
      model.next(last);
    }
  }

  private <R extends Record> void take(String tag, Deque<Due<R>> due, Beat<R> beat, String rule) {
    Due<R> next = due.poll();
    judge.same(tag, next == null ? null : next.record, beat, rule);
    if (next.cycle + offsetCycle != beat.offeredCycle()) {
      throw judge.wrong(
          "cycle", next.cycle + offsetCycle, beat.offeredCycle(), tag, beat.cycle(), rule);
    }
  }

  private void granted(Beat<QueueReady> beat) {
    Due<QueueReady> next = grants.peek();
    if (next != null) {
      grants.remove();
      grants.addFirst(new Due<>(next.record, Math.max(next.cycle, grantedCycle + 1)));
    }
    take("entry=" + beat.record().entry(), grants, beat, GRANTS);
    grantedCycle = beat.cycle() - offsetCycle;
    crossed = new ArbiterInputs(crossed.pickedScanner(), crossed.page(), crossed.command(), true);
  }

  private void rejected(Beat<DoorbellReject> beat) {
    DoorbellReject actual = beat.record();
    long offered = beat.offeredCycle() - offsetCycle;
    int bits = model.rejects(actual.guest(), offered);
    if (bits == 0) {
      int other = model.unrejected();
      DoorbellReject due =
          other < 0 ? null : new DoorbellReject(other, model.rejects(other, Long.MAX_VALUE));
      judge.same("guest=" + actual.guest(), due, beat, REJECTS);
    }
    inTurn(beat);
    int right = actual.reasons() & bits;
    DoorbellReject due = new DoorbellReject(actual.guest(), right == 0 ? bits : right);
    judge.same("guest=" + actual.guest(), due, beat, REJECTS);
    model.takeRejects(actual.guest(), actual.reasons(), offered);
  }

  /** Whose bits were there when the record before was offered are not passed over. */
  private void inTurn(Beat<DoorbellReject> beat) {
    int guest = beat.record().guest();
    for (int other = (rejectedGuest + 1) % guests; other != guest; other = (other + 1) % guests) {
      boolean waits = model.rejects(other, rejectedCycle) != 0;
      judge.holds(!waits, "guest=" + other, beat, "GA-63: records of rejects go round the guests");
    }
    rejectedGuest = guest;
    rejectedCycle = beat.offeredCycle() - offsetCycle;
  }

  private void posted(Beat<PageWrite> beat) {
    crossed =
        new ArbiterInputs(
            crossed.pickedScanner(), beat.record(), crossed.command(), crossed.grantTaken());
  }

  private void picked(Beat<ScannerPicked> beat) {
    crossed =
        new ArbiterInputs(
            beat.record().scanner(), crossed.page(), crossed.command(), crossed.grantTaken());
  }

  private void commanded(Beat<ArbiterCommand> beat) {
    crossed =
        new ArbiterInputs(
            crossed.pickedScanner(), crossed.page(), beat.record(), crossed.grantTaken());
  }

  @Override
  public void granted(QueueReady grant) {
    grants.add(new Due<>(grant, model.cycle() + 1));
  }

  @Override
  public void answered(ArbiterCommand command, ArbiterStatus status) {
    long cycle = model.cycle() - 1 + GuestArbiterTiming.ANSWER_CYCLES;
    answers.add(new Due<>(new ArbiterAnswer(command.tag(), command.issuer(), status), cycle));
  }

  @Override
  public void prepared(TurnEvent event) {
    turns.add(new Due<>(event, model.cycle() + 1));
  }

  @Override
  public void ended(EndEvent event) {
    ends.add(new Due<>(event, model.cycle()));
  }

  @Override
  public void finish() {
    advance(model.cycle() + GuestArbiterBlock.QUIET_CYCLES - 1);
    none("grant", grants, GRANTS);
    none("answer", answers, ANSWERS);
    none("turn", turns, TURNS);
    none("end", ends, ENDS);
    int guest = model.unrejected();
    judge.count("guest of rejects not given", -1, guest, REJECTS);
  }

  private <R extends Record> void none(String tag, Deque<Due<R>> due, String rule) {
    judge.none(tag, due.isEmpty() ? null : due.element().record, rule);
  }

  @Override
  public Map<String, Long> counters() {
    return model.counters();
  }
}
