package tandem.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The outputs of one command, checked before anything runs: each can be written, none is a folder
 * where a file is wanted, none is an input or another output. Each check is a {@link
 * RefusedException} that names the option.
 */
public final class Outputs {
  /** More than a file system keeps for a small file within its directory. */
  private static final int PROBE_BYTES = 1 << 16;

  private final Map<Path, String> inputs = new HashMap<>();
  private final Map<Path, String> outputs = new HashMap<>();

  /** Something that is read; what is not there is somebody else's to refuse. */
  public Outputs input(String option, Path path) {
    try {
      if (Files.isRegularFile(path) || Files.isDirectory(path)) {
        inputs.put(path.toRealPath(), said(option, path));
      }
    } catch (IOException e) {
      // Who reads it will say so.
    }
    return this;
  }

  /** A file that is written; the inputs come before it. */
  public Outputs file(String option, OutputFile file) {
    String said = said(option, file);
    if (file.toString().isEmpty()) {
      throw new RefusedException(said + ": names no file");
    }
    OutputPlace place = file.place();
    if (place.kind() == OutputPlace.Kind.FOLDER || file.toString().endsWith("/")) {
      throw new RefusedException(said + ": is a folder, a file is wanted");
    }
    claim(said, place);
    if (place.kind() == OutputPlace.Kind.FILE) {
      if (Files.exists(place.path()) && !Files.isWritable(place.path())) {
        throw new RefusedException(said + ": cannot be written: Permission denied");
      }
      probe(said, place.folder());
    } else if (place.kind() == OutputPlace.Kind.STREAM && !place.isWritable()) {
      throw new RefusedException(said + ": cannot be written: is not open for writing");
    }
    return this;
  }

  /** A folder that is written. */
  public Outputs folder(String option, OutputFolder folder) {
    String said = said(option, folder);
    OutputPlace place = folder.place();
    if (place.kind() != OutputPlace.Kind.FOLDER && Files.exists(place.path())
        || place.kind() == OutputPlace.Kind.STANDARD_OUTPUT) {
      throw new RefusedException(said + ": is a file, a folder is wanted");
    }
    claim(said, place);
    probe(said, place.kind() == OutputPlace.Kind.FOLDER ? place.path() : place.folder());
    return this;
  }

  private void claim(String said, OutputPlace place) {
    if (place.kind() == OutputPlace.Kind.STREAM) {
      return; // /dev/null takes anything from anybody
    }
    String input = inputs.get(place.path());
    if (input != null) {
      throw new RefusedException(said + ": is an input, too: " + input);
    }
    String other = outputs.put(place.path(), said);
    if (other != null) {
      throw new RefusedException(said + ": is another output, too: " + other);
    }
  }

  /** Tries whether something can be written there, which finds full and read-only disks as well. */
  private static void probe(String said, Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new RefusedException(said + ": cannot be written: " + folder + " is no folder");
    }
    try {
      Path probe = Unfinished.beside(folder.resolve("probe"));
      try {
        Files.write(probe, new byte[PROBE_BYTES]);
      } finally {
        Files.deleteIfExists(probe);
      }
    } catch (IOException e) {
      throw new RefusedException(
          said + ": cannot be written: " + IoReason.without(e) + ": " + folder, e);
    }
  }

  private static String said(String option, Object value) {
    return option.startsWith("-") ? option + "=" + value : option + " " + value;
  }
}
