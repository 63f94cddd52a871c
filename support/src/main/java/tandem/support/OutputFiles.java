package tandem.support;

import picocli.CommandLine.ITypeConverter;

/** What one option names for several inputs at once: a file for one input, a folder for more. */
public final class OutputFiles {
  /** Makes it the type of an option. */
  public static final class Converter implements ITypeConverter<OutputFiles> {
    @Override
    public OutputFiles convert(String value) {
      return new OutputFiles(new OutputFile.Converter().convert(value));
    }
  }

  private final OutputFile given;

  private OutputFiles(OutputFile given) {
    this.given = given;
  }

  /** The file for a single input. */
  public OutputFile only() {
    return given;
  }

  /** The file of that name for one of several inputs. */
  public OutputFile in(String name) {
    if (given.isStandardOutput()) {
      throw new RefusedException(given + ": is a file, several inputs want a folder");
    }
    return OutputFile.of(given.path().resolve(name));
  }

  /** As the user gave it. */
  @Override
  public String toString() {
    return given.toString();
  }
}
