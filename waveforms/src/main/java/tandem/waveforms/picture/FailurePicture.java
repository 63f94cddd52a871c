package tandem.waveforms.picture;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tandem.waveforms.compare.CompareOptions;
import tandem.waveforms.compare.Comparison;
import tandem.waveforms.compare.Divergence;
import tandem.waveforms.compare.Excerpt;
import tandem.waveforms.compare.SampledWindow;
import tandem.waveforms.compare.SampledWindow.Sample;
import tandem.waveforms.compare.SampledWindow.StreamSamples;
import tandem.waveforms.compare.WindowSampler;
import tandem.waveforms.io.WaveSource;
import tandem.waveforms.picture.TimingDiagram.Cell;
import tandem.waveforms.picture.TimingDiagram.Group;
import tandem.waveforms.picture.TimingDiagram.Lane;
import tandem.waveforms.picture.TimingDiagram.Look;
import tandem.waveforms.picture.TimingDiagram.Shape;
import tandem.waveforms.picture.TimingDiagram.Side;
import tandem.waveforms.picture.TimingDiagram.SideNames;

/** Turns the window around a divergence into a diagram: model above RTL, stream by stream. */
public final class FailurePicture {
  /** More columns than this are not readable at a glance. */
  static final int MAX_CYCLES = 28;

  private static final int BEFORE = 6;
  private static final int AFTER = 6;
  private static final int MAX_STREAMS = 5;
  private static final int CELL_CHARS = 11;

  private final SampledWindow window;
  private final Divergence divergence;
  private final SideNames names;
  private final List<Group> groups = new ArrayList<>();
  private final List<StreamSamples> shown = new ArrayList<>();

  private final ShownFields fields;

  private FailurePicture(SampledWindow window, Divergence divergence, SideNames names) {
    this.names = names;
    this.window = window;
    this.divergence = divergence;
    fields = new ShownFields(divergence);
  }

  /**
   * The diagram of the first divergence of a comparison by cycle, record or tolerance, or of the
   * first cycles where nothing diverged. Where a dump does not reach it has no lanes.
   *
   * @throws tandem.waveforms.compare.ComparisonRefused if there is no clock to draw by
   */
  public static TimingDiagram of(
      WaveSource expected,
      WaveSource actual,
      CompareOptions options,
      Comparison result,
      SideNames names)
      throws IOException {
    Divergence d = result.first();
    long first = options.firstCycle();
    int cycles = MAX_CYCLES;
    if (d != null && (d.expected() != null || d.actual() != null)) {
      long left = cycle(d.expected(), d.actual());
      long right = cycle(d.actual(), d.expected());
      // What led to a rule being broken lies before; nothing marks it.
      int before = d.kind() == Divergence.Kind.RULE ? MAX_CYCLES - AFTER - 1 : BEFORE;
      first = Math.max(first, Math.min(left, right) - before);
      cycles = (int) Math.min(MAX_CYCLES, Math.max(left, right) + AFTER - first + 1);
    }
    List<String> lone = d == null ? List.of() : List.of(d.stream());
    SampledWindow window = WindowSampler.sample(expected, actual, options, first, cycles, lone);
    return new FailurePicture(window, d, names).build();
  }

  private static long cycle(Divergence.Point one, Divergence.Point other) {
    return Math.max(0, one != null ? one.cycle() : other.cycle());
  }

  private TimingDiagram build() {
    choose();
    clockLane();
    for (StreamSamples stream : shown) {
      groups.add(group(stream, Side.MODEL, stream.expected()));
      groups.add(group(stream, Side.RTL, stream.actual()));
    }
    List<TimingDiagram.Journey> journeys = new Journeys(window, shown, divergence).find();
    List<String> notes = new FailureNotes(window, divergence, names).lines();
    if (!journeys.isEmpty()) {
      String tag = journeys.get(0).tag();
      notes.add(
          String.format(
              Locale.ROOT,
              "purple: the way of tag %s, solid in %s, dashed in %s",
              tag,
              names.expected(),
              names.actual()));
    }
    fields.note().ifPresent(notes::add);
    return new TimingDiagram(
        title(), subtitle(), names, window.firstCycle(), window.cycles(), groups, journeys, notes);
  }

  /** Names of stages say enough without the scope that holds the whole model. */
  static String shown(String name) {
    return name.startsWith("model.") ? name.substring("model.".length()) : name;
  }

  /** The stream that diverged and those next to it in the flow that carry something here. */
  private void choose() {
    List<StreamSamples> alive = new ArrayList<>();
    int center = -1;
    for (StreamSamples stream : window.streams()) {
      boolean wrong = divergence != null && stream.name().equals(divergence.stream());
      if (wrong) {
        center = alive.size();
      }
      if (wrong || active(stream)) {
        alive.add(stream);
      }
    }
    int from = Math.max(0, Math.min(center - MAX_STREAMS / 2, alive.size() - MAX_STREAMS));
    shown.addAll(alive.subList(from, Math.min(alive.size(), from + MAX_STREAMS)));
  }

  private static boolean active(StreamSamples stream) {
    return stream.handshake()
        && (stream.expected().stream().anyMatch(Sample::fires)
            || stream.actual().stream().anyMatch(Sample::fires));
  }

  private void clockLane() {
    List<Cell> cells = new ArrayList<>();
    for (int i = 0; i < window.cycles(); i++) {
      cells.add(new Cell("clock", Look.LIVE));
    }
    groups.add(new Group("", Side.PLAIN, List.of(new Lane("clock", Shape.LEVEL, cells))));
  }

  private Group group(StreamSamples stream, Side side, List<Sample> samples) {
    List<Lane> lanes = new ArrayList<>();
    if (samples.stream().allMatch(s -> s.valid() == Sample.NONE.valid())) {
      return new Group(side == Side.MODEL ? shown(stream.name()) : "", side, lanes);
    }
    if (stream.handshake()) {
      lanes.add(new Lane("valid", Shape.LEVEL, levels(stream, side, samples, true)));
      if (stream.hasReady()) {
        lanes.add(new Lane("ready", Shape.LEVEL, levels(stream, side, samples, false)));
      }
    }
    for (int f : fields.of(stream)) {
      lanes.add(new Lane(stream.fields().get(f), Shape.BUS, bus(stream, side, samples, f)));
    }
    if (stream.fields().isEmpty() && isWrong(stream)) {
      lanes.set(0, wholeRecord(stream, side, lanes.get(0)));
    }
    return new Group(side == Side.MODEL ? shown(stream.name()) : "", side, lanes);
  }

  private Lane wholeRecord(StreamSamples stream, Side side, Lane lane) {
    List<Cell> cells = new ArrayList<>(lane.cells());
    int column = wrongColumn(side);
    if (column >= 0 && column < cells.size()) {
      cells.set(column, new Cell(cells.get(column).text(), Look.WRONG));
    }
    return new Lane(lane.label(), lane.shape(), cells);
  }

  private List<Cell> levels(StreamSamples stream, Side side, List<Sample> samples, boolean valid) {
    boolean differs = isWrong(stream) && divergence.field().equals(valid ? "valid" : "ready");
    List<Cell> cells = new ArrayList<>();
    for (int i = 0; i < samples.size(); i++) {
      char digit = valid ? samples.get(i).valid() : samples.get(i).ready();
      boolean wrong = differs && i == wrongColumn(side);
      Look look = wrong ? Look.WRONG : digit == Sample.NONE.valid() ? Look.ABSENT : Look.LIVE;
      cells.add(new Cell(String.valueOf(digit), look));
    }
    return cells;
  }

  private List<Cell> bus(StreamSamples stream, Side side, List<Sample> samples, int field) {
    List<Cell> cells = new ArrayList<>();
    for (int i = 0; i < samples.size(); i++) {
      Sample sample = samples.get(i);
      boolean idle = sample.valid() != '1';
      String text = sample.values().isEmpty() ? "" : sample.values().get(field);
      Look look = idle ? Look.IDLE : sample.fires() ? Look.LIVE : Look.WAITING;
      look = sample.valid() == Sample.NONE.valid() ? Look.ABSENT : look;
      boolean wrong = isWrong(stream) && i == wrongColumn(side) && differs(stream, field);
      String cut = wrong ? wrongText(stream.fields().get(field), side, text) : text;
      cells.add(new Cell(idle && !wrong ? "" : cut, wrong ? Look.WRONG : look));
    }
    return cells;
  }

  /** A long value is shown where it differs, which need not be at its end. */
  private String wrongText(String field, Side side, String text) {
    for (Divergence.FieldValues f : divergence.fields()) {
      boolean both = divergence.expected() != null && divergence.actual() != null;
      if (f.name().equals(field) && f.differs() && both && text.length() > CELL_CHARS) {
        int at = Excerpt.firstDifference(f.expected(), f.actual());
        return Excerpt.around(side == Side.MODEL ? f.expected() : f.actual(), at, CELL_CHARS - 2);
      }
    }
    return text;
  }

  private boolean isWrong(StreamSamples stream) {
    return divergence != null && stream.name().equals(divergence.stream());
  }

  private boolean differs(StreamSamples stream, int field) {
    String name = stream.fields().get(field);
    // A record that is absent, late or early is wrong as a whole.
    return divergence.fields().stream().anyMatch(f -> f.name().equals(name) && f.differs())
        || divergence.kind() != Divergence.Kind.VALUE;
  }

  private int wrongColumn(Side side) {
    Divergence.Point own = side == Side.MODEL ? divergence.expected() : divergence.actual();
    return own == null ? -1 : (int) Math.min(own.cycle() - window.firstCycle(), Integer.MAX_VALUE);
  }

  private String title() {
    if (divergence == null) {
      return names.expected() + " and " + names.actual() + " agree";
    }
    String field = divergence.field().isEmpty() ? "" : "." + divergence.field();
    return shown(divergence.stream()) + field + ": " + words(divergence.kind());
  }

  private String words(Divergence.Kind kind) {
    return switch (kind) {
      case VALUE -> names.expected() + " and " + names.actual() + " differ";
      case MISSING -> names.actual() + " lacks a record";
      case EXTRA -> names.actual() + " has a record too many";
      case TIME -> "the record comes outside its time";
      case LENGTH -> "one dump ends before the other";
      case SHAPE -> "declared differently";
      case RULE -> isModelKnown() ? numbers() : divergence.rule();
    };
  }

  private boolean isModelKnown() {
    return window.streams().stream()
        .flatMap(s -> s.expected().stream())
        .anyMatch(s -> s.valid() != Sample.NONE.valid());
  }

  private String numbers() {
    return divergence.fields().stream()
        .filter(Divergence.FieldValues::differs)
        .findFirst()
        .map(f -> names.expected() + " " + f.expected() + ", " + names.actual() + " " + f.actual())
        .orElse(divergence.rule());
  }

  private String subtitle() {
    long last = window.firstCycle() + window.cycles() - 1;
    String range = "cycles " + window.firstCycle() + " to " + last;
    if (divergence == null) {
      return range;
    }
    if (divergence.kind() == Divergence.Kind.RULE) {
      return range + ", last activity in cycle " + divergence.actual().cycle();
    }
    String record = divergence.record() < 0 ? "" : "record " + divergence.record() + ", ";
    return record
        + where(names.expected(), divergence.expected())
        + where(names.actual(), divergence.actual())
        + range;
  }

  private static String where(String side, Divergence.Point point) {
    return point == null || point.cycle() < 0 ? "" : side + " cycle " + point.cycle() + ", ";
  }
}
