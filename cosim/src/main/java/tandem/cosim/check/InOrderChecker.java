package tandem.cosim.check;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Function;
import tandem.cosim.stream.Beat;

/** Judges a stage whose output is a function of its input, in order; the cycles are left to it. */
public final class InOrderChecker<I extends Record, O extends Record> implements Checker {
  private static final String RULE = "what the model says of it";

  private final Judge judge;
  private final Queue<O> due = new ArrayDeque<>();
  private long given;

  /**
   * @param model gives for each record in turn what must come out for it
   */
  public InOrderChecker(
      Judge judge,
      Timeline timeline,
      String in,
      Class<I> inType,
      String out,
      Class<O> outType,
      Function<Beat<I>, List<O>> model) {
    this.judge = judge;
    timeline.on(in, inType, beat -> due.addAll(model.apply(beat)));
    timeline.on(out, outType, this::given);
  }

  private void given(Beat<O> beat) {
    judge.same("record=" + given++, due.poll(), beat, RULE);
  }

  @Override
  public void finish() {
    judge.none("record=" + given, due.peek(), RULE);
  }
}
