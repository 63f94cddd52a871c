package tandem.cosim.waves;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import tandem.cosim.check.Mismatch;
import tandem.cosim.regress.Benches;
import tandem.cosim.regress.CaseFile;
import tandem.cosim.regress.Verdict;
import tandem.cosim.rtl.RtlSource;
import tandem.cosim.rtl.UsageException;
import tandem.cosim.stream.StreamFault;
import tandem.cosim.stream.StreamSession;
import tandem.cosim.stream.TraceWindow;
import tandem.support.OutputFile;
import tandem.support.OutputFolder;
import tandem.support.OutputWrites;
import tandem.waveforms.WaveFiles;
import tandem.waveforms.compare.CompareMode;
import tandem.waveforms.compare.CompareOptions;
import tandem.waveforms.compare.CompareOptions.Names;
import tandem.waveforms.compare.CompareOptions.Tolerance;
import tandem.waveforms.compare.Comparison;
import tandem.waveforms.compare.ComparisonText;
import tandem.waveforms.compare.Divergence;
import tandem.waveforms.compare.Divergence.FieldValues;
import tandem.waveforms.compare.Divergence.Point;
import tandem.waveforms.compare.Radix;
import tandem.waveforms.compare.WaveCompare;
import tandem.waveforms.fst.FstBlocks;
import tandem.waveforms.fst.FstSource;
import tandem.waveforms.io.UnknownWaves;
import tandem.waveforms.io.WaveSource;
import tandem.waveforms.log.EventLogWaves;
import tandem.waveforms.picture.FailurePicture;
import tandem.waveforms.picture.PngRenderer;
import tandem.waveforms.picture.SvgRenderer;
import tandem.waveforms.picture.TimingDiagram.SideNames;
import tandem.waveforms.signal.TimeScale;
import tandem.waveforms.view.CombinedDump;
import tandem.waveforms.view.SavedViews;
import tandem.waveforms.view.StageView;

/**
 * A case as waves: it is replayed with the RTL recorded in a window around its mismatch, the model
 * is laid beside it, and both are compared.
 */
public final class CaseWaves {
  /** Cycles recorded before and behind the mismatch. */
  private static final long CYCLES_BEFORE = 64;

  private static final long CYCLES_BEHIND = 64;

  /** A window that would begin earlier begins at the beginning: registers are being written. */
  private static final long EARLY_CYCLES = 1024;

  /** Cycles that a viewer shows at first. */
  private static final long SHOWN_CYCLES = 30;

  private static final TimeScale PICOSECONDS = new TimeScale(-12);
  private static final long PERIOD_PS = 4000;

  private final OutputFolder folder;
  private final CaseFile recorded;
  private final WaveStory story;
  private final TraceWindow window;
  private final EventLogWaves model;
  private final WaveSource rtl;

  /** The model, or nothing where the RTL ended the run by itself. */
  private final WaveSource expected;

  /**
   * Replays a case.
   *
   * @param folder gets {@code rtl.fst} and what else is asked for
   * @throws UsageException if the block has no waves
   */
  public CaseWaves(CaseFile recorded, RtlSource source, Path folder) {
    this.folder = OutputFolder.of(folder);
    this.recorded = recorded;
    if (!(Benches.harness(recorded.block()) instanceof WaveHarness harness)) {
      throw new UsageException("the block has no waves to compare: block=" + recorded.block());
    }
    OutputFile dump = this.folder.file("rtl.fst");
    AtomicReference<WaveStory> told = new AtomicReference<>();
    dump.make(
        file -> {
          told.set(story(harness, source, window(file)));
          FstBlocks.requireWhole(file);
        });
    try {
      this.window = window(dump.path());
      this.story = told.get();
      this.rtl = FstSource.openTrusted(dump.path());
      this.model =
          new EventLogWaves(
              story.model(), PICOSECONDS, PERIOD_PS, window.fromCycle(), story.lastCycle());
      this.expected = story.isCompared() ? model : new UnknownWaves(rtl);
    } catch (IOException e) {
      throw new UncheckedIOException(dump + ": cannot be read", e);
    }
  }

  private WaveStory story(WaveHarness harness, RtlSource source, TraceWindow window) {
    try {
      return harness.waves(recorded.scenario(), source, window);
    } catch (StreamFault e) {
      return WaveStory.ended(Verdict.ended(e), e.manifest());
    } catch (RunEndedException e) {
      return WaveStory.ended(e.verdict(), source.manifest(recorded.block(), Map.of()));
    }
  }

  private TraceWindow window(Path dump) {
    long cycle = recorded.mismatch().map(m -> m.cycle()).orElse(-1L);
    boolean isEarly = cycle - CYCLES_BEFORE < EARLY_CYCLES;
    long first = recorded.mismatch().isEmpty() ? 0 : StreamSession.FIRST_CYCLE;
    return TraceWindow.of(
        dump,
        isEarly ? first : cycle - CYCLES_BEFORE,
        cycle < 0 ? Long.MAX_VALUE : cycle + CYCLES_BEHIND);
  }

  /** Whether the replay did exactly what was recorded. */
  public boolean isSameAsRecorded() {
    return story.verdict().mismatch().equals(recorded.mismatch())
        && story.verdict().problem().equals(recorded.problem())
        && story.verdict().events().equals(recorded.events());
  }

  /** What the replay found. */
  public Verdict verdict() {
    return story.verdict();
  }

  /** Whether the replay found nothing wrong, and neither does the comparison. */
  public boolean isAgreed(Comparison result) {
    return result.equal() && story.verdict().isAgreed();
  }

  /** What must be known of the waves to read them, one line each. */
  public List<String> remarks(Comparison result) {
    List<String> lines = new ArrayList<>();
    lines.add("recorded from cycle " + window.fromCycle() + " of the run on");
    lines.add("cycles of the model's records: " + story.cyclesOf());
    lines.add(isSameAsRecorded() ? "replayed as recorded" : "the replay is not as recorded");
    return lines;
  }

  /** First cycle of the waves, counted from the start of the run. */
  public long fromCycle() {
    return window.fromCycle();
  }

  /**
   * Model against RTL in the window. Where all records agree and the checker found something else,
   * or where the RTL ended the run, that is what differs.
   */
  public Comparison compare(CompareMode mode, Tolerance tolerance) {
    try {
      Comparison result =
          story.isCompared()
              ? WaveCompare.compare(expected, rtl, options(mode, tolerance))
              : Comparison.none(mode, "model", rtl.name(), story.cyclesOf());
      return result.equal() ? broken().map(result::broken).orElse(result) : result;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the replay found wrong where no record shows it. */
  private Optional<Divergence> broken() {
    return story
        .verdict()
        .mismatch()
        .map(m -> broken(m.stage(), m.cycle(), m.differing(), m.fields(), m.rule()))
        .or(
            () ->
                story
                    .verdict()
                    .problem()
                    .map(rule -> broken(recorded.block(), -1, List.of(), List.of(), rule)));
  }

  private Divergence broken(
      String stage, long cycle, List<String> names, List<Mismatch.Field> fields, String rule) {
    long at = cycle < 0 ? story.lastActivity() : cycle;
    Point point = new Point(at, at * PERIOD_PS + PERIOD_PS / 2);
    return new Divergence(
        Divergence.Kind.RULE,
        stage,
        names.isEmpty() ? "" : names.get(0),
        -1,
        point,
        point,
        fields.stream()
            .map(f -> new FieldValues(f.name(), f.expected(), f.actual(), f.differs()))
            .toList(),
        rule);
  }

  /** The picture of the first divergence, or of the first cycles where there is none. */
  public String svg(CompareMode mode, Tolerance tolerance, Comparison result) {
    try {
      return SvgRenderer.render(
          FailurePicture.of(expected, rtl, options(mode, tolerance), result, SideNames.MODEL_RTL));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes {@code picture.svg} and {@code picture.png}. */
  public List<Path> draw(CompareMode mode, Tolerance tolerance, Comparison result) {
    String svg = svg(mode, tolerance, result);
    OutputFile picture = folder.file("picture.svg");
    OutputFile bitmap = folder.file("picture.png");
    new OutputWrites()
        .add(() -> picture.write(writer -> writer.write(svg)))
        .add(() -> bitmap.make(file -> PngRenderer.write(svg, file)))
        .end();
    return List.of(picture.path(), bitmap.path());
  }

  /** Writes both sides as one dump, with views of it for GTKWave and Surfer. */
  public List<Path> combine() {
    List<Path> files = new ArrayList<>();
    try {
      OutputFile dump = folder.file("both.fst");
      CombinedDump both = new CombinedDump(model, rtl, story.flow(), 0);
      dump.make(file -> WaveFiles.write(both, file));
      files.add(dump.path());
      long marker = recorded.mismatch().map(m -> m.cycle() * PERIOD_PS).orElse(-1L);
      for (String stage : story.flow()) {
        files.addAll(
            SavedViews.write(
                StageView.of(both.header(), stage), dump.path(), marker, SHOWN_CYCLES * PERIOD_PS));
      }
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(folder + ": cannot be written", e);
    }
  }

  /** What a comparison found, for people. */
  public String text(Comparison result) {
    return ComparisonText.of(result, model.header().timeScale(), rtl.header().timeScale());
  }

  private CompareOptions options(CompareMode mode, Tolerance tolerance) {
    return CompareOptions.of(mode)
        .clock(new Names(story.isCompared() ? "model.clock" : story.clock(), story.clock()))
        .firstCycle(window.fromCycle())
        .radix(Radix.FIELDS)
        .mapping(story.names())
        .tolerance(tolerance)
        .ignoreTail(true)
        .build();
  }
}
