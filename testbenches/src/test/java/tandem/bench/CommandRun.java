package tandem.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import tandem.cosim.cli.Tandem;

/** What a command of the command line came to. */
public record CommandRun(int status, String out, String err) {
  /** Runs a command in this process. */
  public static CommandRun of(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream realOut = System.out;
    PrintStream realErr = System.err;
    try {
      System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
      System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
      int status = Tandem.run(args);
      return new CommandRun(
          status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(realOut);
      System.setErr(realErr);
    }
  }

  /** Demands that the command did all that was asked for. */
  public void assertHeld() {
    assertEquals(0, status, err);
  }

  /** Demands that the command was refused with one line that has the message. */
  public void assertRefused(String message) {
    assertEquals(2, status, err);
    assertTrue(err.contains(message), err);
    assertEquals(1, err.lines().count(), err);
    assertEquals("", out);
  }
}
