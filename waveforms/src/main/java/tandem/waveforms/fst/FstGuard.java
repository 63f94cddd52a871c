package tandem.waveforms.fst;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import tandem.waveforms.signal.WaveFormatException;

/**
 * Reads a file of unknown origin once in a process of its own, under the address sanitizer. fstapi
 * does not check what it reads: a damaged file can crash whoever reads it.
 */
final class FstGuard {
  private static final int BASE_SECONDS = 60;
  private static final long BYTES_PER_SECOND = 200_000;

  private FstGuard() {}

  /**
   * Passes if the file can be read from end to end.
   *
   * @throws WaveFormatException with the block reached and the last time read, if it cannot
   */
  static void check(Path file) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(FstLibrary.guard().toString(), file.toAbsolutePath().toString());
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    builder
        .environment()
        .put(
            "ASAN_OPTIONS",
            "allocator_may_return_null=1:detect_leaks=0:max_allocation_size_mb=4096"
                + ":hard_rss_limit_mb=6144:symbolize=0");
    Process process = builder.start();
    long seconds = BASE_SECONDS + Files.size(file) / BYTES_PER_SECOND;
    Progress progress = new Progress();
    Thread killer = new Thread(() -> killAfter(process, seconds), "fst guard timeout");
    killer.setDaemon(true);
    killer.start();
    try (BufferedReader out =
        new BufferedReader(
            new java.io.InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
      out.lines().forEach(progress::line);
      int status = process.waitFor();
      if (status != 0 || !progress.good) {
        throw new WaveFormatException(
            file.toString(), progress.offset, rule(status), progress.lastTime);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      killer.interrupt();
    }
  }

  private static void killAfter(Process process, long seconds) {
    try {
      if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException finished) {
      Thread.currentThread().interrupt();
    }
  }

  private static String rule(int status) {
    return switch (status) {
      case 2 -> "the header or hierarchy cannot be read";
      case 3 -> "time goes back";
      case 4 -> "the hierarchy names a value that the geometry does not have";
      case 5 -> "the hierarchy has another number of variables than the header";
      case 137, 143 -> "reading it does not come to an end";
      default -> "the contents of a block are damaged";
    };
  }

  private static final class Progress {
    long offset = -1;
    long lastTime = -1;
    boolean good;

    void line(String text) {
      String[] words = text.split(" ");
      if (words[0].equals("block") && words.length == 3) {
        offset = Long.parseLong(words[1]);
        lastTime = Long.parseUnsignedLong(words[2]);
      } else if (text.equals("good")) {
        good = true;
      }
    }
  }
}
