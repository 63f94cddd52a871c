package tandem.cosim.regress;

import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Live progress: a bar on a terminal, a line a run elsewhere. */
public interface Progress extends AutoCloseable {
  void finished(RunResult result);

  @Override
  void close();

  /** Progress for that many runs. */
  static Progress of(int runs) {
    return System.console() == null ? new Lines(runs) : new Bar(runs);
  }

  /** For logs. */
  final class Lines implements Progress {
    private final int runs;
    private int done;

    Lines(int runs) {
      this.runs = runs;
    }

    @Override
    public void finished(RunResult r) {
      System.out.printf(
          Locale.ROOT,
          "[%d/%d] %s %s seed=%d records=%d cycles=%d %.1f s%n",
          ++done,
          runs,
          r.passed() ? "ok    " : r.outcome() == Outcome.UNFIT ? "unfit " : "FAILED",
          r.bench(),
          r.seed(),
          r.records(),
          r.cycles(),
          r.seconds());
    }

    @Override
    public void close() {}
  }

  /** For people. */
  final class Bar implements Progress {
    private final ProgressBar bar;
    private int failed;

    Bar(int runs) {
      bar =
          new ProgressBarBuilder()
              .setTaskName("regress")
              .setInitialMax(runs)
              .setStyle(ProgressBarStyle.ASCII)
              .build();
    }

    @Override
    public void finished(RunResult r) {
      failed += r.hasFailed() ? 1 : 0;
      bar.setExtraMessage(failed == 0 ? r.bench() : failed + " failed");
      bar.step();
    }

    @Override
    public void close() {
      bar.close();
    }
  }
}
