package tandem.cosim.waves;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import tandem.cosim.check.Mismatch;
import tandem.cosim.check.RecordFields;
import tandem.cosim.regress.Verdict;
import tandem.cosim.stream.Beat;
import tandem.cosim.stream.RecordTexts;
import tandem.cosim.stream.TraceWindow;
import tandem.rtlgen.Manifest;

/**
 * The model's side of a run whose checker follows the RTL: each record in the cycle of the RTL's.
 * Up to the mismatch the checker has found all equal, so the model's are those of the RTL. Of the
 * record that differs the model's is drawn, or none where the model has none; one that the RTL
 * lacks stands in the cycle in which that showed, or behind the last in which anything passed; if
 * another record of its stream stands there, in the last free cycle before. What is behind has not
 * been compared, so nothing is known of the model there.
 */
public final class FollowedWaves {
  private static final String ABSENT = "-";

  private final Verdict verdict;

  /** The cycle of the mismatch, or that behind the last handshake. */
  private final long lastCycle;

  private final List<String> expected = new ArrayList<>();
  private final List<String> actual = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private boolean isDrawn;

  private FollowedWaves(Verdict verdict, long quietFrom) {
    this.verdict = StoryBuilder.compared(verdict);
    this.lastCycle = verdict.mismatch().map(Mismatch::cycle).filter(c -> c >= 0).orElse(quietFrom);
    for (Mismatch.Field field : verdict.mismatch().map(Mismatch::fields).orElse(List.of())) {
      names.add(field.name());
      expected.add(field.expected());
      actual.add(field.actual());
    }
  }

  /**
   * The waves of a run.
   *
   * @param streams what crossed each, in the order of the flow
   * @param stages the stage that a stream is shown with
   */
  public static WaveStory of(
      Manifest manifest,
      TraceWindow window,
      Verdict verdict,
      long endCycle,
      Map<String, List<? extends Beat<?>>> streams,
      UnaryOperator<String> stages) {
    long quietFrom =
        streams.values().stream()
            .flatMap(List::stream)
            .mapToLong(b -> b.cycle() + 1)
            .reduce(window.fromCycle(), Math::max);
    FollowedWaves followed = new FollowedWaves(verdict, Math.min(quietFrom, endCycle - 1));
    StoryBuilder builder = new StoryBuilder(manifest, window);
    streams.forEach(
        (name, beats) -> followed.draw(builder.stream(stages.apply(name), name, beats), beats));
    long known = verdict.mismatch().isEmpty() ? endCycle : followed.lastCycle;
    return builder.story(verdict, known, builder.log(), StoryBuilder.FOLLOWED);
  }

  private void draw(StreamWaves stream, List<? extends Beat<?>> beats) {
    drawPassed(stream, beats);
    if (!isDrawn && isAbsent(actual)) {
      type(stream, beats)
          .filter(type -> names.equals(RecordTexts.names(type)))
          .ifPresent(type -> drawLacking(stream, beats, type));
    }
  }

  private void drawPassed(StreamWaves stream, List<? extends Beat<?>> beats) {
    for (Beat<?> beat : beats) {
      Record record = beat.record();
      if (isMismatch(beat)) {
        isDrawn = true;
        record = isAbsent(expected) ? null : RecordTexts.parse(record.getClass(), expected);
      }
      if (record != null && beat.cycle() <= lastCycle) {
        stream.add(beat.cycle(), "", record);
      }
    }
  }

  private static Optional<Class<? extends Record>> type(
      StreamWaves stream, List<? extends Beat<?>> beats) {
    return beats.isEmpty()
        ? RecordTexts.type(stream.record())
        : Optional.of(beats.get(0).record().getClass());
  }

  private void drawLacking(
      StreamWaves stream, List<? extends Beat<?>> beats, Class<? extends Record> type) {
    Set<Long> taken = beats.stream().map(Beat::cycle).collect(Collectors.toSet());
    long cycle = lastCycle;
    while (taken.contains(cycle)) {
      cycle--;
    }
    isDrawn = true;
    stream.add(cycle, "", RecordTexts.parse(type, expected));
  }

  private boolean isMismatch(Beat<?> beat) {
    return !isDrawn
        && verdict.mismatch().filter(m -> m.cycle() == beat.cycle()).isPresent()
        && names.equals(RecordTexts.names(beat.record().getClass()))
        && actual.equals(texts(beat.record()));
  }

  private static List<String> texts(Record record) {
    return RecordFields.of(null, record).stream().map(Mismatch.Field::actual).toList();
  }

  private static boolean isAbsent(List<String> side) {
    return !side.isEmpty() && side.stream().allMatch(ABSENT::equals);
  }
}
