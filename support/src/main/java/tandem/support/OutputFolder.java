package tandem.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;

/** A folder for outputs that the user names; links to folders are followed. */
public final class OutputFolder {
  /** Makes it the type of an option. */
  public static final class Converter implements ITypeConverter<OutputFolder> {
    @Override
    public OutputFolder convert(String value) {
      return new OutputFolder(Path.of(value));
    }
  }

  private final Path path;

  private OutputFolder(Path path) {
    this.path = path;
  }

  public static OutputFolder of(Path path) {
    return new OutputFolder(path);
  }

  /** The path as the user gave it. */
  public Path path() {
    return path;
  }

  /** A file in the folder. */
  public OutputFile file(String name) {
    return OutputFile.of(path.resolve(name));
  }

  /** As the user gave it. */
  @Override
  public String toString() {
    return path.toString();
  }

  /** The folder itself, which is made if it is not there. */
  public Path create() {
    try {
      return Files.createDirectories(place().path());
    } catch (IOException e) {
      throw new RefusedException(this + ": cannot be made: " + IoReason.without(e), e);
    }
  }

  OutputPlace place() {
    try {
      return OutputPlace.of(path);
    } catch (IOException e) {
      throw new RefusedException(this + ": cannot be written: " + IoReason.without(e), e);
    }
  }
}
