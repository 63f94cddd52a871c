package tandem.cosim.cli;

import java.util.Locale;

/**
 * What a {@code run} verb came to, in one line on the error stream: the other one may be its
 * output.
 */
final class RunVerdict {
  private final String verb;
  private final RunOptions.Engine engine;
  private int inputs;
  private long lines;
  private long records;
  private long comparedLines;
  private String remark = "";
  private String last;

  RunVerdict(String verb, RunOptions.Engine engine) {
    this.verb = verb;
    this.engine = engine;
  }

  /**
   * An input has been run and its output is written.
   *
   * @param newLines of the output
   * @param newRecords held against the model
   * @param newComparedLines held against those of the model
   */
  void add(Object out, long newLines, long newRecords, long newComparedLines) {
    inputs++;
    lines += newLines;
    records += newRecords;
    comparedLines += newComparedLines;
    last = String.valueOf(out);
  }

  /** Why something was not compared. */
  void remark(String text) {
    remark = "; " + text;
  }

  /** Says it. */
  void say() {
    String compared =
        engine == RunOptions.Engine.BOTH
            ? String.format(
                Locale.ROOT,
                "compared with the model: records=%d lines=%d, nothing differs%s",
                records,
                comparedLines,
                remark)
            : "nothing compared";
    String written = inputs == 1 ? last : inputs + " files, the last of them " + last;
    System.err.printf(
        Locale.ROOT,
        "tandem: run %s --engine %s: inputs=%d lines=%d; %s; written: %s%n",
        verb,
        engine.name().toLowerCase(Locale.ROOT),
        inputs,
        lines,
        compared,
        written);
  }
}
