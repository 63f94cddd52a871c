package tandem.waveforms.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tandem.waveforms.signal.Signal;
import tandem.waveforms.signal.WaveHeader;

/**
 * What a saved view shows: sections of signals of a combined dump.
 *
 * @param name of the stage; files are named after it
 */
public record StageView(String name, List<Section> sections) {
  /** A heading and the signals below it. */
  public record Section(String heading, List<Signal> signals) {}

  /**
   * The view of a stage: clocks, then everything below a scope or with a name that mentions the
   * stage, model first.
   */
  public static StageView of(WaveHeader combined, String stage) {
    List<Signal> clocks = new ArrayList<>();
    List<Signal> model = new ArrayList<>();
    List<Signal> rtl = new ArrayList<>();
    String wanted = key(stage);
    for (Signal signal : combined.signals()) {
      boolean ours = key(signal.path()).contains(wanted);
      if (signal.name().equals("clock") || signal.name().equals("reset")) {
        clocks.add(signal);
      } else if (ours) {
        (signal.path().startsWith("model.") ? model : rtl).add(signal);
      }
    }
    return new StageView(
        stage,
        List.of(
            new Section("clock", clocks),
            new Section("model " + stage, model),
            new Section("rtl " + stage, rtl)));
  }

  /** `AlignmentSplitter`, `alignment_splitter` and `alignmentSplitter` are one name. */
  private static String key(String text) {
    return text.replace("_", "").toLowerCase(Locale.ROOT);
  }

  /** Name of the stage as a file name: `AlignmentSplitter` is `alignment-splitter`. */
  public String fileStem() {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
  }
}
