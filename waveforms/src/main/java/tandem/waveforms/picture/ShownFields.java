package tandem.waveforms.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tandem.waveforms.compare.Divergence;
import tandem.waveforms.compare.SampledWindow.Sample;
import tandem.waveforms.compare.SampledWindow.StreamSamples;

/**
 * Which fields of a stream are drawn: all, or of a record with many those that differ, its tag,
 * then the first that are not always 0.
 */
final class ShownFields {
  private static final int MOST = 12;

  private final Divergence divergence;
  private final List<String> leftOut = new ArrayList<>();

  /**
   * @param divergence what is drawn, or null
   */
  ShownFields(Divergence divergence) {
    this.divergence = divergence;
  }

  /** The numbers of the fields, ascending. */
  List<Integer> of(StreamSamples stream) {
    int count = stream.fields().size();
    if (count <= MOST) {
      return IntStream.range(0, count).boxed().toList();
    }
    TreeSet<Integer> chosen = new TreeSet<>();
    List<IntPredicate> kinds =
        List.of(
            f -> differs(stream, f), f -> f == Journeys.tagField(stream), f -> isUsed(stream, f));
    for (IntPredicate kind : kinds) {
      IntStream.range(0, count)
          .filter(kind)
          .filter(f -> !chosen.contains(f))
          .limit(MOST - Math.min(MOST, chosen.size()))
          .boxed()
          .toList()
          .forEach(chosen::add);
    }
    String note = FailurePicture.shown(stream.name()) + " " + (count - chosen.size());
    if (!leftOut.contains(note)) {
      leftOut.add(note);
    }
    return List.copyOf(chosen);
  }

  /** How many are not drawn, stream by stream. */
  Optional<String> note() {
    return leftOut.isEmpty()
        ? Optional.empty()
        : Optional.of("fields that are not drawn: " + String.join(", ", leftOut));
  }

  private boolean differs(StreamSamples stream, int field) {
    String name = stream.fields().get(field);
    return divergence != null
        && stream.name().equals(divergence.stream())
        && divergence.fields().stream().anyMatch(f -> f.name().equals(name) && f.differs());
  }

  private static boolean isUsed(StreamSamples stream, int field) {
    return Stream.of(stream.expected(), stream.actual())
        .flatMap(List::stream)
        .filter(Sample::fires)
        .anyMatch(s -> !s.values().get(field).equals("0"));
  }
}
