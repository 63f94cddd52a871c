package tandem.support;

import java.nio.file.Files;
import java.nio.file.Path;

/** Native code that was compiled into the cache: loaded and started, or refused in one line. */
public final class NativeCode {
  private NativeCode() {}

  /**
   * Loads a shared object with native methods.
   *
   * @throws RefusedException if the machine does not let it
   */
  public static void load(Path sharedObject) {
    try {
      System.load(executable(sharedObject).toString());
    } catch (UnsatisfiedLinkError e) {
      throw new RefusedException("cannot be loaded: " + e.getMessage(), e);
    }
  }

  /**
   * The absolute path of a program or shared object that may be executed. The kernel says no for
   * every file of a file system that is mounted noexec, as temporary folders often are.
   *
   * @throws RefusedException if it may not
   */
  public static Path executable(Path file) {
    if (!Files.isExecutable(file)) {
      throw new RefusedException(
          file
              + " may not be executed, its file system is mounted noexec or its mode forbids it; "
              + "TANDEM_CACHE=DIR chooses another place");
    }
    return file.toAbsolutePath();
  }
}
