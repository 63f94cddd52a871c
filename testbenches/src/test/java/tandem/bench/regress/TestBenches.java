package tandem.bench.regress;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import tandem.cosim.check.Mismatch;
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
    public String block() {
      return "none";
    }

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

  /** Writes a lot to the standard output that everybody knows, in Java and below it. */
  public static final class Noisy extends Base {
    @Override
    public String name() {
      return "test-noisy";
    }

    @Override
    public void run(BenchRun run) {
      System.out.println("{\"bench\":\"test-noisy\"}");
      write("/proc/self/fd/1", "noise \u001b[31m\n".repeat(100_000));
      write("/proc/self/fd/2", "the last line");
      run.judge("none", Map.of(), Verdict.agreed(1, 1, 1, TimingError.NONE));
    }
  }

  /** Answers in place of its worker. */
  public static final class Liar extends Base {
    @Override
    public String name() {
      return "test-liar";
    }

    @Override
    public void run(BenchRun run) {
      write("/proc/self/fd/3", "all is well\n");
      run.judge("none", Map.of(), Verdict.agreed(1, 1, 1, TimingError.NONE));
    }
  }

  /** Ends the process as if its work was done. */
  public static final class Quit extends Base {
    @Override
    public String name() {
      return "test-quit";
    }

    @Override
    public void run(BenchRun run) {
      System.exit(0);
    }
  }

  /** Crashes the JVM itself. */
  public static final class Segfault extends Base {
    @Override
    public String name() {
      return "test-segfault";
    }

    @Override
    public void run(BenchRun run) {
      try {
        Class<?> type = Class.forName("sun.misc.Unsafe");
        Field unsafe = type.getDeclaredField("theUnsafe");
        unsafe.setAccessible(true);
        type.getMethod("putLong", long.class, long.class).invoke(unsafe.get(null), 1L, 1L);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** Has a child that does not end, and is killed as the kernel does it when memory is short. */
  public static final class Killed extends Base {
    @Override
    public String name() {
      return "test-killed";
    }

    @Override
    public void run(BenchRun run) {
      System.out.println(start("sleep", "1000").pid());
      start("kill", "-KILL", String.valueOf(ProcessHandle.current().pid()));
      new Hang().run(run);
    }
  }

  /** Has no memory left. */
  public static final class Memory extends Base {
    @Override
    public String name() {
      return "test-memory";
    }

    @Override
    public void run(BenchRun run) {
      throw new OutOfMemoryError("none left");
    }
  }

  /** Waits for a child that does not end. */
  public static final class Sleeper extends Base {
    @Override
    public String name() {
      return "test-sleeper";
    }

    @Override
    public void run(BenchRun run) {
      try {
        start("sleep", "1000").waitFor();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static Process start(String... command) {
    try {
      return new ProcessBuilder(command).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(String descriptor, String text) {
    try (FileOutputStream out = new FileOutputStream(descriptor)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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

  /** Differs in one number. */
  public static final class Differing extends Base {
    @Override
    public String name() {
      return "test-differing";
    }

    @Override
    public void run(BenchRun run) {
      Mismatch.Field field = new Mismatch.Field("bytes", "300", "301");
      Mismatch mismatch =
          new Mismatch("Stage", 53, "request=1", List.of(field), "as planned", List.of());
      run.judge("none", Map.of(), Verdict.differs(1, 60, 1, mismatch, List.of(), List.of()));
    }
  }

  /** Tells the one option of its JVM that a test sets. */
  public static final class Options extends Base {
    @Override
    public String name() {
      return "test-options";
    }

    @Override
    public void run(BenchRun run) {
      run.note("tandem.test.option=" + System.getProperty("tandem.test.option"));
      run.judge("none", Map.of(), Verdict.agreed(1, 1, 1, TimingError.NONE));
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
