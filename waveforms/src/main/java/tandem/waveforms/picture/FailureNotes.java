package tandem.waveforms.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import tandem.waveforms.compare.Divergence;
import tandem.waveforms.compare.Excerpt;
import tandem.waveforms.compare.SampledWindow;
import tandem.waveforms.compare.SampledWindow.Sample;
import tandem.waveforms.compare.SampledWindow.StreamSamples;
import tandem.waveforms.picture.TimingDiagram.Side;
import tandem.waveforms.picture.TimingDiagram.SideNames;

/** The lines below a picture: both values of what differs, and the rule. */
record FailureNotes(SampledWindow window, Divergence divergence, SideNames names) {
  private static final int NOTE_CHARS = 48;

  private void values(List<String> notes) {
    String left = ": expected (" + names.expected() + ") ";
    String right = ": actual (" + names.actual() + ") ";
    if (divergence.expected() == null || divergence.actual() == null) {
      StringBuilder record = new StringBuilder();
      for (Divergence.FieldValues f : divergence.fields()) {
        String value = divergence.expected() == null ? f.actual() : f.expected();
        record
            .append(' ')
            .append(f.name())
            .append('=')
            .append(Excerpt.around(value, 0, NOTE_CHARS));
      }
      notes.add(
          "record" + (divergence.expected() == null ? right : left) + record.toString().strip());
      return;
    }
    for (Divergence.FieldValues f : divergence.fields()) {
      if (f.differs()) {
        int at = Excerpt.firstDifference(f.expected(), f.actual());
        notes.add(f.name() + left + Excerpt.around(f.expected(), at, NOTE_CHARS));
        notes.add(f.name() + right + Excerpt.around(f.actual(), at, NOTE_CHARS));
      }
    }
  }

  List<String> lines() {
    List<String> notes = new ArrayList<>();
    if (divergence == null) {
      return notes;
    }
    values(notes);
    notes.add("rule: " + divergence.rule());
    known(notes, Side.MODEL, StreamSamples::expected);
    known(notes, Side.RTL, StreamSamples::actual);
    beyond(notes, Side.MODEL, divergence.expected());
    beyond(notes, Side.RTL, divergence.actual());
    return notes;
  }

  /** Where a side ends within the picture. */
  private void known(List<String> notes, Side side, Function<StreamSamples, List<Sample>> pick) {
    long columns =
        window.streams().stream()
            .map(pick)
            .mapToLong(s -> s.stream().filter(c -> c.valid() != Sample.NONE.valid()).count())
            .max()
            .orElse(0);
    if (columns == 0) {
      notes.add("nothing is known of " + names.of(side) + " here");
    } else if (columns < window.cycles()) {
      long last = window.firstCycle() + columns - 1;
      notes.add("nothing is known of " + names.of(side) + " behind cycle " + last);
    }
  }

  private void beyond(List<String> notes, Side side, Divergence.Point point) {
    if (point != null && point.cycle() >= window.firstCycle() + window.cycles()) {
      notes.add("the record of " + names.of(side) + " lies to the right of the picture");
    }
  }
}
