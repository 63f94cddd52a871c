package tandem.support;

import java.io.BufferedWriter;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import picocli.CommandLine.ITypeConverter;

/**
 * An output file that the user names, for every option there is. Its name never holds half of it.
 * Links are followed and the mode of a file that is replaced is kept; devices, pipes, descriptors
 * such as {@code /dev/fd/3} and standard output, which {@code -} is too, are written through.
 */
public final class OutputFile {
  /** Writes the content. */
  public interface Text {
    void writeTo(Writer writer) throws IOException;
  }

  /** Makes the whole file at another place, for writers that want a path. */
  public interface Maker {
    void make(Path unfinished) throws IOException;
  }

  /** Makes it the type of an option. */
  public static final class Converter implements ITypeConverter<OutputFile> {
    @Override
    public OutputFile convert(String value) {
      return new OutputFile(value, Path.of(value));
    }
  }

  /** Tells what the output does not take from what else may go wrong while it is made. */
  private static final class NotWritten extends IOException {
    private static final long serialVersionUID = 1L;

    NotWritten(IOException cause) {
      super(IoReason.without(cause), cause);
    }
  }

  private static PrintStream standardOutput;

  private final String given;
  private final Path path;

  private OutputFile(String given, Path path) {
    this.given = given;
    this.path = path;
  }

  public static OutputFile of(Path path) {
    return new OutputFile(path.toString(), path);
  }

  /**
   * Keeps standard output for an output of that name: what is printed from now on goes to standard
   * error.
   */
  public static void claimStandardOutput() {
    standardOutput = System.out;
    System.setOut(System.err);
  }

  /** Ends {@link #claimStandardOutput}. */
  public static void releaseStandardOutput() {
    if (standardOutput != null) {
      System.setOut(standardOutput);
      standardOutput = null;
    }
  }

  public boolean isStandardOutput() {
    return place().kind() == OutputPlace.Kind.STANDARD_OUTPUT;
  }

  /** Whether it is a regular file, or will be: one that can be replaced later. */
  public boolean isFile() {
    return place().kind() == OutputPlace.Kind.FILE;
  }

  /** The path as the user gave it. */
  public Path path() {
    return path;
  }

  /** As the user gave it. */
  @Override
  public String toString() {
    return given;
  }

  /**
   * Writes text in UTF-8. Folders on the way are made; if anything goes wrong, nothing is left
   * behind and what was there stays.
   *
   * @throws RefusedException if it cannot be written
   */
  public void write(Text text) {
    try {
      OutputPlace place = OutputPlace.of(path);
      if (place.kind() == OutputPlace.Kind.FILE) {
        try (PendingFile pending = new PendingFile(place.path())) {
          write(text, Files.newOutputStream(pending.path(), StandardOpenOption.CREATE_NEW));
          pending.commit();
        }
      } else {
        write(text, through(place));
      }
    } catch (IOException e) {
      throw cannotWrite(e);
    }
  }

  /**
   * Lets the file be made at another place and brings it to its own when it is whole.
   *
   * @throws RefusedException if it cannot be written
   */
  public void make(Maker maker) {
    try {
      OutputPlace place = OutputPlace.of(path);
      if (place.kind() == OutputPlace.Kind.FILE) {
        try (PendingFile pending = new PendingFile(place.path())) {
          maker.make(pending.path());
          pending.commit();
        }
        return;
      }
      Path whole = Files.createTempDirectory("output").resolve(path.toAbsolutePath().getFileName());
      try {
        maker.make(whole);
        try (OutputStream out = through(place)) {
          Files.copy(whole, out);
        }
      } finally {
        Unfinished.delete(whole.getParent());
      }
    } catch (IOException e) {
      throw cannotWrite(e);
    }
  }

  OutputPlace place() {
    try {
      return OutputPlace.of(path);
    } catch (IOException e) {
      throw cannotWrite(e);
    }
  }

  private static void write(Text text, OutputStream raw) throws IOException {
    try (Writer writer =
        new BufferedWriter(new OutputStreamWriter(new Marked(raw), StandardCharsets.UTF_8))) {
      text.writeTo(writer);
    } catch (IOException | UncheckedIOException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof NotWritten notWritten) {
          throw notWritten;
        }
      }
      // What was to be written could not be had.
      IOException other = e instanceof UncheckedIOException u ? u.getCause() : (IOException) e;
      throw new RefusedException(IoReason.of(other), e);
    }
  }

  private static OutputStream through(OutputPlace place) throws IOException {
    if (place.kind() == OutputPlace.Kind.STANDARD_OUTPUT) {
      return new StandardOutput(standardOutput == null ? System.out : standardOutput);
    }
    if (place.kind() != OutputPlace.Kind.STREAM) {
      throw new IOException("is a folder");
    }
    if (!place.isWritable()) {
      throw new IOException("is not open for writing");
    }
    // A file behind a descriptor may have something in it already.
    return Files.isRegularFile(place.path())
        ? Files.newOutputStream(place.path(), StandardOpenOption.APPEND)
        : Files.newOutputStream(place.path(), StandardOpenOption.WRITE);
  }

  private RefusedException cannotWrite(IOException e) {
    return new RefusedException(given + ": cannot be written: " + IoReason.without(e), e);
  }

  private static final class Marked extends FilterOutputStream {
    Marked(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      try {
        out.write(bytes, offset, length);
      } catch (IOException e) {
        throw new NotWritten(e);
      }
    }

    @Override
    public void close() throws IOException {
      try {
        out.close();
      } catch (IOException e) {
        throw new NotWritten(e);
      }
    }
  }

  /** A stream that says what a {@link PrintStream} keeps to itself, and stays open. */
  private static final class StandardOutput extends FilterOutputStream {
    private final PrintStream stream;

    StandardOutput(PrintStream stream) {
      super(stream);
      this.stream = stream;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      stream.write(bytes, offset, length);
      flush();
    }

    @Override
    public void flush() throws IOException {
      if (stream.checkError()) {
        throw new IOException("standard output takes no more");
      }
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
