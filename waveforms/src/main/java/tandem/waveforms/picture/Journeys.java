package tandem.waveforms.picture;

import java.util.ArrayList;
import java.util.List;
import tandem.waveforms.compare.Divergence;
import tandem.waveforms.compare.SampledWindow;
import tandem.waveforms.compare.SampledWindow.Sample;
import tandem.waveforms.compare.SampledWindow.StreamSamples;
import tandem.waveforms.picture.TimingDiagram.Journey;
import tandem.waveforms.picture.TimingDiagram.Side;
import tandem.waveforms.picture.TimingDiagram.Stop;

/** Follows the record that diverged through the streams of a window by its tag. */
final class Journeys {
  private static final List<String> TAG_FIELDS = List.of("tag", "requestTag", "run", "entry");

  private final SampledWindow window;
  private final List<StreamSamples> shown;
  private final Divergence divergence;

  Journeys(SampledWindow window, List<StreamSamples> shown, Divergence divergence) {
    this.window = window;
    this.shown = shown;
    this.divergence = divergence;
  }

  /** One journey a side that meets at least one stream. Group 0 of the picture is the clock. */
  List<Journey> find() {
    List<Journey> found = new ArrayList<>();
    for (Side side : new Side[] {Side.MODEL, Side.RTL}) {
      String tag = tag(side);
      List<Stop> stops = tag == null ? List.of() : stops(side, tag);
      if (!stops.isEmpty()) {
        found.add(new Journey(tag, side, stops));
      }
    }
    return found;
  }

  private String tag(Side side) {
    if (divergence == null) {
      return null;
    }
    String own = tagAt(side, side == Side.MODEL ? divergence.expected() : divergence.actual());
    Side other = side == Side.MODEL ? Side.RTL : Side.MODEL;
    // A side without the record is searched for the other side's tag.
    return own != null
        ? own
        : tagAt(other, side == Side.MODEL ? divergence.actual() : divergence.expected());
  }

  private String tagAt(Side side, Divergence.Point point) {
    long column = point == null ? -1 : point.cycle() - window.firstCycle();
    for (StreamSamples stream : shown) {
      int field = tagField(stream);
      if (stream.name().equals(divergence.stream())
          && field >= 0
          && column >= 0
          && column < window.cycles()) {
        Sample sample = samples(stream, side).get((int) column);
        return sample.fires() ? sample.values().get(field) : null;
      }
    }
    return null;
  }

  private List<Stop> stops(Side side, String tag) {
    List<Stop> stops = new ArrayList<>();
    for (int s = 0; s < shown.size(); s++) {
      int field = tagField(shown.get(s));
      List<Sample> samples = samples(shown.get(s), side);
      int group = 1 + 2 * s + (side == Side.MODEL ? 0 : 1);
      int wrong = wrongColumn(shown.get(s), side);
      if (wrong >= 0 && samples.get(wrong).fires()) {
        // Of several records with the tag it is this one that matters.
        stops.add(new Stop(group, wrong));
        continue;
      }
      for (int c = 0; c < samples.size() && field >= 0; c++) {
        if (samples.get(c).fires() && samples.get(c).values().get(field).equals(tag)) {
          stops.add(new Stop(group, c));
          break;
        }
      }
    }
    return stops;
  }

  private int wrongColumn(StreamSamples stream, Side side) {
    Divergence.Point own = side == Side.MODEL ? divergence.expected() : divergence.actual();
    long column = own == null ? -1 : own.cycle() - window.firstCycle();
    boolean shows = stream.name().equals(divergence.stream()) && column < window.cycles();
    return shows ? (int) column : -1;
  }

  private static List<Sample> samples(StreamSamples stream, Side side) {
    return side == Side.MODEL ? stream.expected() : stream.actual();
  }

  static int tagField(StreamSamples stream) {
    for (String name : TAG_FIELDS) {
      if (stream.fields().contains(name)) {
        return stream.fields().indexOf(name);
      }
    }
    return -1;
  }
}
