package tandem.model.tx;

import java.util.Arrays;
import tandem.model.record.WorkStatus;

/** Enabled, disabled or in error, for each connection (WR-32, WR-33); two bits each. */
final class ConnectionStates {
  static final int ENABLED = 0;
  static final int DISABLED = 1;
  static final int ERROR = 2;

  private static final int PER_WORD = Long.SIZE / 2;

  private final int limit;
  private long[] words = new long[0];
  private boolean allEnabled = true;

  /**
   * @param limit connections from here on are unknown
   */
  ConnectionStates(int limit) {
    this.limit = limit;
  }

  /** OK, or how requests of a connection end unseen. */
  WorkStatus refusal(int connection) {
    if (connection >= limit) {
      return WorkStatus.UNKNOWN;
    }
    return switch (get(connection)) {
      case ENABLED -> WorkStatus.OK;
      case DISABLED -> WorkStatus.DISABLED;
      default -> WorkStatus.FLUSHED;
    };
  }

  int get(int connection) {
    int word = connection / PER_WORD;
    // Nearly always nothing is wrong anywhere, which saves a memory access for each request.
    if (allEnabled || word >= words.length) {
      return ENABLED;
    }
    return (int) (words[word] >>> shift(connection)) & 3;
  }

  void set(int connection, int state) {
    if (get(connection) == state) {
      return;
    }
    allEnabled = false;
    int word = connection / PER_WORD;
    if (word >= words.length) {
      words = Arrays.copyOf(words, Math.max(word + 1, 2 * words.length));
    }
    words[word] = words[word] & ~(3L << shift(connection)) | (long) state << shift(connection);
  }

  private static int shift(int connection) {
    return 2 * (connection % PER_WORD);
  }
}
