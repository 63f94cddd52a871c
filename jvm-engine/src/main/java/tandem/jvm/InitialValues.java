package tandem.jvm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Refuses Verilog whose registers have initial values: circt-verilog forgets them on its way down,
 * and a design that counts on them would run wrongly and say nothing.
 */
final class InitialValues {
  private static final Pattern OF_PORT = Pattern.compile("\\boutput\\b[^,;)=]*=[^=]");

  private InitialValues() {}

  /**
   * Refuses what has initial values.
   *
   * @param early the modules as circt-verilog first has them
   */
  static void requireNone(String early, List<Path> files) {
    for (IrOp outer : IrText.read(early, files.get(0).toString())) {
      outer.body(0).ops().stream()
          .filter(op -> op.name().equals("moore.module"))
          .flatMap(module -> module.body(0).ops().stream())
          .filter(op -> op.name().equals("moore.variable") && !op.operands().isEmpty())
          .findFirst()
          .ifPresent(
              op -> {
                throw new UnsupportedRtlException(
                    op.place(), "initial value of " + op.text("name") + " (give it a reset)");
              });
    }
    files.forEach(InitialValues::requireNoneOfPorts);
  }

  private static void requireNoneOfPorts(Path file) {
    try {
      String text = Files.readString(file);
      Matcher port = OF_PORT.matcher(text);
      if (port.find()) {
        long line = 1 + text.substring(0, port.start()).chars().filter(c -> c == '\n').count();
        throw new UnsupportedRtlException(
            file + ":" + line, "initial value of a port (give it a reset)");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be read", e);
    }
  }
}
