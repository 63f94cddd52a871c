package tandem.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import tandem.cosim.cli.Tandem;

/** Runs the command line in this process and keeps what it prints. */
public final class CommandLine {
  /** What a command came to. */
  public record Output(int status, String out, String err) {
    /** Demands status 2, one line that says why, and nothing else. */
    public void assertRefused(String message) {
      assertEquals(2, status, err);
      assertTrue(err.contains(message), err);
      assertEquals(1, err.lines().count(), err);
      assertEquals("", out);
    }
  }

  private CommandLine() {}

  public static Output run(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream realOut = System.out;
    PrintStream realErr = System.err;
    try {
      System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
      System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
      int status = Tandem.run(args);
      return new Output(
          status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(realOut);
      System.setErr(realErr);
    }
  }
}
