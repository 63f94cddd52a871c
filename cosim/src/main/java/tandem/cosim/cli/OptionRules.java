package tandem.cosim.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;
import tandem.cosim.rtl.UsageException;
import tandem.support.OutputFile;
import tandem.support.OutputFiles;
import tandem.support.OutputFolder;
import tandem.support.Outputs;

/**
 * Rules for the options of every verb, known by their types, so that no verb has a list of its own:
 * outputs can be written, numbers are numbers and, but for seeds, not negative.
 */
final class OptionRules {
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]+");

  private record Value(String option, Object value) {
    boolean isSeed() {
      return option.equals("--seed");
    }
  }

  private final List<Value> values;

  private OptionRules(List<Value> values) {
    this.values = values;
  }

  /** Teaches a command line the types that the rules go by. */
  static CommandLine types(CommandLine commandLine) {
    return commandLine
        .registerConverter(OutputFile.class, new OutputFile.Converter())
        .registerConverter(OutputFolder.class, new OutputFolder.Converter())
        .registerConverter(OutputFiles.class, new OutputFiles.Converter())
        .registerConverter(int.class, number(Integer::valueOf))
        .registerConverter(Integer.class, number(Integer::valueOf))
        .registerConverter(long.class, number(Long::valueOf))
        .registerConverter(Long.class, number(Long::valueOf));
  }

  /** Java would take the digits of every script, and a plus. */
  private static <T> ITypeConverter<T> number(Function<String, T> parse) {
    return text -> {
      try {
        if (NUMBER.matcher(text).matches()) {
          return parse.apply(text);
        }
      } catch (NumberFormatException e) {
        throw new TypeConversionException("out of range: " + text);
      }
      throw new TypeConversionException("not a number: " + text);
    };
  }

  /** Those of a command whose line has been read. */
  static OptionRules of(CommandSpec verb) {
    List<Value> values = new ArrayList<>();
    for (ArgSpec argument : verb.args()) {
      String name =
          argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
      Object value = argument.getValue();
      Collection<?> all =
          value instanceof Collection<?> several
              ? several
              : value == null ? List.of() : List.of(value);
      all.forEach(one -> values.add(new Value(name, one)));
    }
    return new OptionRules(values);
  }

  /**
   * Refuses what cannot be written before anything runs. What an option names for several inputs is
   * checked when the inputs are known.
   */
  void check() {
    Outputs outputs = new Outputs();
    values.forEach(
        v -> {
          if (v.value() instanceof Path path) {
            outputs.input(v.option(), path);
          }
        });
    for (Value v : values) {
      if (v.value() instanceof Number number && number.longValue() < 0 && !v.isSeed()) {
        throw new UsageException(
            v.option() + " must not be negative: " + v.option() + "=" + number);
      }
      if (v.value() instanceof OutputFile file) {
        outputs.file(v.option(), file);
      } else if (v.value() instanceof OutputFolder folder) {
        outputs.folder(v.option(), folder);
      }
    }
  }

  /** Runs the verb; where standard output is one of the outputs, nothing else gets there. */
  int whileClaimed(IntSupplier verb) {
    if (values.stream().noneMatch(v -> isStandardOutput(v.value()))) {
      return verb.getAsInt();
    }
    OutputFile.claimStandardOutput();
    try {
      return verb.getAsInt();
    } finally {
      OutputFile.releaseStandardOutput();
    }
  }

  private static boolean isStandardOutput(Object value) {
    return value instanceof OutputFile file && file.isStandardOutput()
        || value instanceof OutputFiles files && files.only().isStandardOutput();
  }
}
