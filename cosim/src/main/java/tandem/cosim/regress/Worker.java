package tandem.cosim.regress;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import tandem.cosim.rtl.RtlSource;
import tandem.support.CacheDirectory;

/**
 * A process that does runs one after another: a {@link RunSpec} a line on standard input, a {@link
 * RunResult} a line on standard output. When RTL crashes, it takes only this process along.
 */
public final class Worker {
  private static final double NANOS_PER_SECOND = 1e9;

  private Worker() {}

  /** Arguments: the folder given by --rtl, if one was. */
  public static void main(String[] args) throws IOException {
    PrintStream out = System.out;
    System.setOut(System.err); // nobody else may write between the results
    Optional<Path> replacement = args.length > 0 ? Optional.of(Path.of(args[0])) : Optional.empty();
    RtlSource rtl = new RtlSource(CacheDirectory.ofUser(), replacement);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      out.println(Json.line(run(Json.read(line, RunSpec.class), rtl)));
      out.flush();
    }
  }

  /** Does one run in this process. */
  public static RunResult run(RunSpec spec, RtlSource rtl) {
    BenchRun run =
        new BenchRun(spec.bench(), spec.seed(), spec.suite(), rtl, Path.of(spec.failures()));
    long begin = System.nanoTime(); // only the printed speed depends on it
    Optional<BenchFailure> failure = Optional.empty();
    try {
      Benches.named(spec.bench()).run(run);
    } catch (BenchFailure e) {
      failure = Optional.of(e);
    } catch (RuntimeException e) {
      failure = Optional.of(new BenchFailure("the bench itself failed: " + e));
      e.printStackTrace();
    }
    return run.result((System.nanoTime() - begin) / NANOS_PER_SECOND, failure);
  }
}
