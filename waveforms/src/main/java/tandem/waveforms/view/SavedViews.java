package tandem.waveforms.view;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tandem.support.OutputFile;
import tandem.waveforms.compare.Radix;
import tandem.waveforms.signal.BitRange;
import tandem.waveforms.signal.Signal;
import tandem.waveforms.signal.SignalKind;

/** Writes views for GTKWave (`.gtkw`) and Surfer (`.sucl`, a command file). */
public final class SavedViews {
  /** GTKWave's trace flags: hexadecimal, decimal, right-justified; binary; comment line. */
  private static final String GTKW_HEX = "@22";

  private static final String GTKW_DECIMAL = "@24";

  /** GTKWave's zoom is the base-2 logarithm of the time in a frame; so many fill its window. */
  private static final double GTKW_FRAMES = 5;

  private static final String GTKW_BINARY = "@28";
  private static final String GTKW_COMMENT = "@200";
  private static final String GTKW_TEXT = "@820";

  private SavedViews() {}

  /**
   * Writes both files beside the dump and gives their paths.
   *
   * @param markerTime where to set the cursor, negative for nowhere
   * @param spanTime how much time the window shows, in units of the dump
   */
  public static List<Path> write(StageView view, Path dump, long markerTime, long spanTime)
      throws IOException {
    Path folder = dump.toAbsolutePath().getParent();
    List<Path> written = new ArrayList<>();
    written.add(folder.resolve(view.fileStem() + ".gtkw"));
    OutputFile.of(written.get(0)).write(out -> out.write(gtkw(view, dump, markerTime, spanTime)));
    written.add(folder.resolve(view.fileStem() + ".sucl"));
    OutputFile.of(written.get(1)).write(out -> out.write(surfer(view, dump, markerTime)));
    return written;
  }

  /** The save file of GTKWave: `gtkwave --save FILE` opens it with its dump. */
  public static String gtkw(StageView view, Path dump, long markerTime, long spanTime) {
    StringBuilder out = new StringBuilder("[*] ").append(view.name()).append('\n');
    // GTKWave resolves a relative name against the folder of the save file.
    out.append("[dumpfile] \"").append(dump.getFileName()).append("\"\n");
    long start = Math.max(0, markerTime - spanTime / 2);
    out.append("[timestart] ").append(start).append("\n[size] 1400 800\n[pos] -1 -1\n");
    out.append(
        String.format(Locale.ROOT, "*%.1f ", -Math.log(spanTime / GTKW_FRAMES) / Math.log(2)));
    out.append(Math.max(-1, markerTime)).append(" -1".repeat(26)).append('\n');
    for (StageView.Section section : view.sections()) {
      out.append(GTKW_COMMENT).append("\n-").append(section.heading()).append('\n');
      String flags = "";
      for (Signal signal : section.signals()) {
        String wanted = gtkwFormat(signal);
        if (!wanted.equals(flags)) {
          out.append(wanted).append('\n');
          flags = wanted;
        }
        out.append(signal.path()).append(gtkwRange(signal)).append('\n');
      }
    }
    return out.toString();
  }

  private static String gtkwFormat(Signal signal) {
    if (signal.kind() == SignalKind.TEXT) {
      return GTKW_TEXT;
    }
    boolean counted = Radix.FIELDS.isDecimal(signal.name(), signal.widthBits());
    return signal.widthBits() == 1 ? GTKW_BINARY : counted ? GTKW_DECIMAL : GTKW_HEX;
  }

  private static String gtkwRange(Signal signal) {
    return signal.declaredRange().map(BitRange::toString).orElse("");
  }

  /** Surfer's commands: `surfer --command-file FILE DUMP`. */
  public static String surfer(StageView view, Path dump, long markerTime) {
    StringBuilder out = new StringBuilder();
    out.append("# surfer --command-file ").append(view.fileStem()).append(".sucl ");
    out.append(dump.getFileName()).append('\n');
    for (StageView.Section section : view.sections()) {
      out.append("divider_add ").append(section.heading()).append('\n');
      for (Signal signal : section.signals()) {
        out.append("variable_add ").append(signal.path()).append('\n');
      }
    }
    if (markerTime >= 0) {
      out.append("cursor_set ").append(markerTime).append('\n');
      out.append("goto_cursor\n");
    } else {
      out.append("zoom_fit\n");
    }
    return out.toString();
  }
}
