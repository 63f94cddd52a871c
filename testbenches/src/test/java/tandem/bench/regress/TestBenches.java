package tandem.bench.regress;

import java.util.List;
import java.util.Map;
import tandem.cosim.check.TimingError;
import tandem.cosim.regress.Bench;
import tandem.cosim.regress.BenchRun;
import tandem.cosim.regress.Suite;
import tandem.cosim.regress.Verdict;

/** Benches that only the tests of the runner know. */
public final class TestBenches {
  private TestBenches() {}

  /** What they have in common. */
  abstract static class Base implements Bench {
    @Override
    public String about() {
      return "for the tests of the runner";
    }

    @Override
    public int seeds(Suite suite) {
      return 1;
    }
  }

  /** Checks no record at all. */
  public static final class Idle extends Base {
    @Override
    public String name() {
      return "test-idle";
    }

    @Override
    public void run(BenchRun run) {}
  }

  /** Agrees at once. */
  public static final class Fine extends Base {
    @Override
    public String name() {
      return "test-fine";
    }

    @Override
    public void run(BenchRun run) {
      run.judge("none", Map.of(), Verdict.agreed(1, 1, 1, TimingError.NONE));
    }
  }

  /** Takes its process along, as a crash in native code does. */
  public static final class Crash extends Base {
    @Override
    public String name() {
      return "test-crash";
    }

    @Override
    public void run(BenchRun run) {
      Runtime.getRuntime().halt(139);
    }
  }

  /** Does not end. */
  public static final class Hang extends Base {
    @Override
    public String name() {
      return "test-hang";
    }

    @Override
    public void run(BenchRun run) {
      while (List.of(1).size() == 1) {
        Thread.onSpinWait();
      }
    }
  }

  /** Has a fault of its own. */
  public static final class Faulty extends Base {
    @Override
    public String name() {
      return "test-faulty";
    }

    @Override
    public void run(BenchRun run) {
      throw new IllegalArgumentException("a fault in the bench");
    }
  }
}
