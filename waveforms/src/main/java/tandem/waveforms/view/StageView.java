package tandem.waveforms.view;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tandem.waveforms.signal.Signal;
import tandem.waveforms.signal.WaveHeader;

/**
 * What a saved view shows: sections of signals of a combined dump.
 *
 * @param name of the stage; files are named after it
 */
public record StageView(String name, List<Section> sections) {
  private static final String MODEL = "model.";

  /** A heading and the signals below it. */
  public record Section(String heading, List<Signal> signals) {}

  /**
   * The view of a stage: one clock and reset a side, then stream by stream the model's signals and
   * the RTL's, which are those named after the stream nearest to the top.
   */
  public static StageView of(WaveHeader combined, String stage) {
    List<Section> sections = new ArrayList<>();
    List<Signal> clocks = new ArrayList<>();
    nearestTop(combined, true, "clock").ifPresent(clocks::add);
    nearestTop(combined, false, "clock").ifPresent(clocks::add);
    nearestTop(combined, false, "reset").ifPresent(clocks::add);
    sections.add(new Section("clock", clocks));
    streams(combined, stage)
        .forEach(
            (stream, signals) -> {
              sections.add(new Section(stream + " model", signals));
              List<Signal> rtl = rtl(combined, stage, stream);
              if (!rtl.isEmpty()) {
                sections.add(new Section(stream + " rtl", rtl));
              }
            });
    return new StageView(stage, sections);
  }

  /** `AlignmentSplitter` as a file name is `alignment-splitter`. */
  public String fileStem() {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
  }

  private static Map<String, List<Signal>> streams(WaveHeader combined, String stage) {
    Map<String, List<Signal>> streams = new LinkedHashMap<>();
    String prefix = MODEL + stage + ".";
    for (Signal signal : combined.signals()) {
      String path = signal.path();
      if (path.startsWith(prefix)) {
        String rest = path.substring(prefix.length());
        String stream = rest.contains(".") ? rest.substring(0, rest.indexOf('.')) : stage;
        streams.computeIfAbsent(stream, s -> new ArrayList<>()).add(signal);
      }
    }
    return streams;
  }

  private static List<Signal> rtl(WaveHeader combined, String stage, String stream) {
    Optional<String> scope = nearestTop(combined, false, stream + "_valid").map(StageView::scopeOf);
    List<Signal> signals = new ArrayList<>();
    for (Signal signal : combined.signals()) {
      boolean flat =
          scope.equals(Optional.of(scopeOf(signal))) && signal.name().startsWith(stream + "_");
      boolean scoped = signal.path().contains("." + stage + "." + stream + ".");
      if (!isModel(signal) && (flat || scoped)) {
        signals.add(signal);
      }
    }
    return signals;
  }

  private static Optional<Signal> nearestTop(WaveHeader combined, boolean model, String name) {
    return combined.signals().stream()
        .filter(s -> s.name().equals(name) && isModel(s) == model)
        .min(Comparator.comparingLong(s -> s.path().chars().filter(c -> c == '.').count()));
  }

  private static boolean isModel(Signal signal) {
    return signal.path().startsWith(MODEL);
  }

  private static String scopeOf(Signal signal) {
    return signal.path().substring(0, signal.path().lastIndexOf('.') + 1);
  }
}
