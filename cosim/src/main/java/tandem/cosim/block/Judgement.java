package tandem.cosim.block;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import tandem.cosim.check.Checker;
import tandem.cosim.check.Judge;
import tandem.cosim.check.Mismatch;
import tandem.cosim.check.MismatchException;
import tandem.cosim.check.Timeline;
import tandem.cosim.check.TimingError;
import tandem.cosim.regress.Verdict;
import tandem.cosim.stream.RunLog;
import tandem.cosim.timing.Prediction;
import tandem.cosim.timing.TimingComparison;

/**
 * A run before its checker. It goes on while the log of the run grows and looks at nothing behind
 * the first difference.
 */
final class Judgement {
  private static final double NANOS_PER_SECOND = 1e9;

  private final Block<?> block;
  private final Judge judge;
  private final Timeline timeline;
  private final Checker checker;
  private Optional<Mismatch> mismatch = Optional.empty();
  private Optional<Prediction> predicted = Optional.empty();
  private Optional<TimingError> timing = Optional.empty();
  private long nanos;

  /**
   * @throws IllegalStateException if the checker does not look at a stream
   */
  <C> Judgement(Block<C> block, C config, Scenario scenario, RunLog log) {
    this.block = block;
    judge = new Judge(block.stage(), log);
    timeline = new Timeline(log);
    log.streams().forEach(this::compareWithOffers);
    checker = block.checker(config, scenario, judge, timeline);
    for (String stream : log.streams().keySet()) {
      if (!timeline.heard().contains(stream)) {
        throw new IllegalStateException(
            String.format(
                Locale.ROOT, "nobody judges it: block=%s stream=%s", block.name(), stream));
      }
    }
  }

  private <R extends Record> void compareWithOffers(String name, RunLog.StreamLog<R> stream) {
    if (stream.isInput()) {
      Judge source = judge.of(block.stage(name));
      AtomicInteger taken = new AtomicInteger();
      timeline.add(
          stream.beats(),
          beat -> {
            int number = taken.getAndIncrement();
            boolean isOffered = number < stream.offers().size();
            Record offered = isOffered ? stream.offers().get(number).record() : null;
            source.passes(name + "=" + number, offered, beat, "records are taken as offered");
          });
    }
  }

  /** Looks at what has come to the log. */
  void advance() {
    guarded(timeline::play);
  }

  /**
   * Looks at the rest, the run having ended.
   *
   * @param prediction is asked for when all else agrees
   */
  void finish(RunLog ended, Supplier<Optional<Prediction>> prediction) {
    advance();
    guarded(
        () -> {
          // Of a run that hangs the first record that is missing says more than how many are.
          checker.finish();
          ended.streams().forEach(this::countTaken);
          judge.counters(checker.counters(), ended.counters());
          predicted = prediction.get();
          timing = predicted.map(p -> TimingComparison.of(block.stage(), p, ended).error());
        });
  }

  private void countTaken(String name, RunLog.StreamLog<?> stream) {
    if (stream.isInput()) {
      int offered = stream.offers().size();
      judge
          .of(block.stage(name))
          .count(name, offered, stream.beats().size(), "every record offered is taken");
    }
  }

  private void guarded(Runnable action) {
    long begin = System.nanoTime(); // only the printed speed depends on it
    try {
      if (mismatch.isEmpty()) {
        action.run();
      }
    } catch (MismatchException e) {
      mismatch = Optional.of(e.mismatch());
    }
    nanos += System.nanoTime() - begin;
  }

  /** The first difference, if there is one. */
  Optional<Mismatch> mismatch() {
    return mismatch;
  }

  /** The predicted cycles, if all agrees. */
  Optional<Prediction> predicted() {
    return predicted.filter(p -> mismatch.isEmpty());
  }

  /**
   * What came of the run.
   *
   * @param seconds the RTL took
   */
  Verdict verdict(RunLog ended, double seconds) {
    if (mismatch.isEmpty()) {
      TimingError error = timing.orElse(TimingError.NONE);
      return Verdict.agreed(ended.records(), ended.endCycle(), seconds, error);
    }
    return Verdict.differs(
        ended.records(),
        ended.endCycle(),
        seconds,
        mismatch.get(),
        ended.lines(mismatch.get().cycle()),
        judge.expected().stream().map(Record::toString).toList());
  }

  /** How often the stage made use of what it may choose or leave out, by name. */
  Map<String, Long> allowances() {
    return checker.allowances();
  }

  /** How long judging took. */
  double seconds() {
    return nanos / NANOS_PER_SECOND;
  }
}
