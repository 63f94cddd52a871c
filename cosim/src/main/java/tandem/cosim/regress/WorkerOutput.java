package tandem.cosim.regress;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The end of what a worker writes to standard output and standard error: by Java, by native code,
 * by a JVM that crashes. It is read as it comes, however much it is, so that nobody waits.
 */
final class WorkerOutput {
  /** A JVM that crashes writes less than 2 KB. */
  private static final int MOST_BYTES = 16 * 1024;

  private static final long MOST_WAIT_MILLIS = 2000;

  private final Thread reader;
  private byte[] end = new byte[0];
  private boolean cut;

  WorkerOutput(InputStream stream) {
    reader = new Thread(() -> read(stream), "worker output");
    reader.setDaemon(true);
    reader.start();
  }

  /** What came since the last call. */
  synchronized String take() {
    String text = new String(end, StandardCharsets.UTF_8).strip();
    String all = cut ? "[... the beginning was left out]\n" + text : text;
    end = new byte[0];
    cut = false;
    return all;
  }

  /** What came since the last call, when the process and all its children have ended. */
  String takeRest() throws InterruptedException {
    reader.join(MOST_WAIT_MILLIS);
    return take();
  }

  private void read(InputStream stream) {
    byte[] block = new byte[MOST_BYTES];
    try {
      for (int n = stream.read(block); n >= 0; n = stream.read(block)) {
        append(block, n);
      }
    } catch (IOException e) {
      // closed together with the process
    }
  }

  private synchronized void append(byte[] block, int bytes) {
    byte[] both = Arrays.copyOf(end, end.length + bytes);
    System.arraycopy(block, 0, both, end.length, bytes);
    cut |= both.length > MOST_BYTES;
    end = Arrays.copyOfRange(both, Math.max(0, both.length - MOST_BYTES), both.length);
  }
}
