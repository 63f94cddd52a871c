package tandem.support;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** What an {@link IOException} means, in one line: those of the JDK often have a name alone. */
public final class IoReason {
  private IoReason() {}

  /** The file, where there is one, and the reason. */
  public static String of(IOException e) {
    return e instanceof FileSystemException file && file.getFile() != null
        ? file.getFile() + ": " + reason(file)
        : without(e);
  }

  /** The reason alone, for where the file is named already. */
  public static String without(IOException e) {
    if (e instanceof FileSystemException file) {
      return reason(file);
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private static String reason(FileSystemException e) {
    if (e instanceof AccessDeniedException) {
      return "Permission denied";
    }
    if (e instanceof NoSuchFileException) {
      return "No such file or directory";
    }
    if (e instanceof FileAlreadyExistsException) {
      return "is there already and is no folder";
    }
    if (e instanceof NotDirectoryException) {
      return "Not a directory";
    }
    return e.getReason() == null ? e.getClass().getSimpleName() : e.getReason();
  }
}
