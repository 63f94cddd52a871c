package tandem.waveforms.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tandem.support.OutputFile;
import tandem.support.OutputWrites;
import tandem.support.RefusedException;
import tandem.waveforms.WaveFiles;
import tandem.waveforms.compare.CompareOptions;
import tandem.waveforms.compare.Comparison;
import tandem.waveforms.compare.ComparisonRefused;
import tandem.waveforms.compare.ComparisonText;
import tandem.waveforms.compare.WaveCompare;
import tandem.waveforms.io.WaveSource;
import tandem.waveforms.picture.FailurePicture;
import tandem.waveforms.picture.PngRenderer;
import tandem.waveforms.picture.SvgRenderer;
import tandem.waveforms.picture.TimingDiagram.SideNames;
import tandem.waveforms.view.CombinedDump;

/** {@code waves diff A B}. */
@Command(
    name = "diff",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Compares two dumps (VCD, VCD.gz or FST, of any tool, mixed as you like).",
    footer = {
      "",
      "Exit status: 0 equal, 1 different, 2 bad input or nothing comparable.",
      "Patterns: * stands for any characters, ? for one; leading scopes may be left out (not in",
      "--map).",
      "",
      "  waves diff a.vcd b.fst",
      "  waves diff model.fst rtl.fst --mode transaction --reset reset --svg fail.svg",
      "  waves diff a.vcd b.vcd --mode tolerance --tolerance 10%%",
      "  waves diff a.vcd b.vcd --map 'model.*.valid=TOP.probe_*_valid'"
    })
public final class WavesDiffCommand implements Callable<Integer> {
  private static final int BAD_INPUT = 2;

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "A", description = "The expected dump.")
  private Path expected;

  @Parameters(index = "1", paramLabel = "B", description = "The actual dump.")
  private Path actual;

  @Mixin private CompareArguments compare;

  @Option(names = "--strict", description = "Signals that only one dump has count as a difference.")
  private boolean strict;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      converter = OutputFile.Converter.class,
      description = "Writes the result as JSON.")
  private OutputFile json;

  @Option(
      names = "--svg",
      paramLabel = "FILE",
      converter = OutputFile.Converter.class,
      description = "Draws the window that failed.")
  private OutputFile svg;

  @Option(
      names = "--png",
      paramLabel = "FILE",
      converter = OutputFile.Converter.class,
      description = "The same as a bitmap.")
  private OutputFile png;

  @Option(
      names = "--combined",
      paramLabel = "FILE",
      converter = OutputFile.Converter.class,
      description = "Writes both dumps as one, A below 'model' and B below 'rtl'.")
  private OutputFile combined;

  @Override
  public Integer call() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    try {
      return run(spec.commandLine().getOut());
    } catch (NoSuchFileException e) {
      err.println("tandem: no such file: " + e.getFile());
    } catch (IllegalArgumentException | ComparisonRefused | RefusedException | IOException e) {
      err.println("tandem: " + e.getMessage());
    } catch (OutOfMemoryError e) {
      err.println(
          "tandem: out of memory: "
              + expected
              + " and "
              + actual
              + " need more than the "
              + (Runtime.getRuntime().maxMemory() >> 20)
              + " MB that Java may use (-Xmx)");
    }
    err.flush();
    return BAD_INPUT;
  }

  private int run(PrintWriter out) throws IOException {
    CompareOptions options = compare.options();
    if ((svg != null || png != null) && !options.mode().clocked()) {
      throw new IllegalArgumentException(
          "--svg and --png draw by cycles: give --mode cycle, transaction or tolerance");
    }
    WaveSource a = WaveFiles.open(expected);
    WaveSource b = WaveFiles.open(actual);
    Comparison result = WaveCompare.compare(a, b, options);
    out.print(ComparisonText.of(result, a.header().timeScale(), b.header().timeScale()));
    int status = result.exitStatus();
    if (strict && !(result.onlyExpected().isEmpty() && result.onlyActual().isEmpty())) {
      out.println("--strict: signals without a partner");
      status = Math.max(status, 1);
    }
    int told = status;
    OutputWrites writes = new OutputWrites();
    if (json != null) {
      writes.add(() -> json.write(writer -> writer.write(ComparisonJson.of(result, told))));
    }
    if (svg != null || png != null) {
      draw(picture(a, b, options, result), writes);
    }
    if (combined != null) {
      CombinedDump both = new CombinedDump(a, b, List.of(), 0);
      writes.add(() -> combined.make(file -> WaveFiles.write(both, file)));
    }
    out.flush();
    writes.end();
    return status;
  }

  private static String picture(
      WaveSource a, WaveSource b, CompareOptions options, Comparison result) throws IOException {
    return SvgRenderer.render(FailurePicture.of(a, b, options, result, new SideNames("A", "B")));
  }

  private void draw(String picture, OutputWrites writes) {
    if (svg != null) {
      writes.add(() -> svg.write(writer -> writer.write(picture)));
    }
    if (png != null) {
      writes.add(() -> png.make(file -> PngRenderer.write(picture, file)));
    }
  }
}
