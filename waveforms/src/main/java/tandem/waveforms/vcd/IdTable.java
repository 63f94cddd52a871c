package tandem.waveforms.vcd;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Identifier codes to value ids. Codes that tools give out densely (one to three characters) index
 * an array; longer ones go through an open hash; codes that do not fit in 63 bits are kept as text.
 */
final class IdTable {
  /** Longest code whose number fits in a long. */
  static final int MAX_PACKED_CHARS = 9;

  private static final int DENSE = 1 << 20;

  private int[] dense = new int[128];
  private long[] keys = new long[16];
  private int[] values = new int[16];
  private int hashed;
  private final Map<String, Integer> texts = new HashMap<>();

  IdTable() {
    Arrays.fill(dense, -1);
  }

  /** The number of a code: bijective base 94, first character most significant. */
  static long code(byte[] buf, int start, int end) {
    long code = 0;
    for (int i = start; i < end; i++) {
      code = code * 94 + (buf[i] - 32);
    }
    return code;
  }

  /** The value id of a packed code, or -1. */
  int get(long code) {
    if (code < dense.length) {
      return dense[(int) code];
    }
    int slot = slot(code);
    return keys[slot] == code ? values[slot] : -1;
  }

  /** The value id of a code too long to be packed, or -1. */
  int get(String text) {
    return texts.getOrDefault(text, -1);
  }

  /** The value id of a code as the declarations have it, or -1. */
  int find(String code) {
    return code.length() > MAX_PACKED_CHARS ? get(code) : get(packed(code));
  }

  void put(String text, int value) {
    if (text.length() > MAX_PACKED_CHARS) {
      texts.put(text, value);
    } else {
      putCode(packed(text), value);
    }
  }

  private static long packed(String text) {
    byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    return code(bytes, 0, bytes.length);
  }

  private void putCode(long code, int value) {
    if (code < DENSE) {
      int old = dense.length;
      if (code >= old) {
        dense = Arrays.copyOf(dense, (int) Math.max(code + 1, Math.min(DENSE, 2L * old)));
        Arrays.fill(dense, old, dense.length, -1);
        // Codes hashed earlier never lie below DENSE, so nothing has to move.
      }
      dense[(int) code] = value;
      return;
    }
    if (2 * (hashed + 1) > keys.length) {
      grow();
    }
    int slot = slot(code);
    if (keys[slot] == 0) {
      hashed++;
    }
    keys[slot] = code;
    values[slot] = value;
  }

  private int slot(long code) {
    int mask = keys.length - 1;
    int slot = (int) ((code * 0x9E3779B97F4A7C15L) >>> 40) & mask;
    while (keys[slot] != 0 && keys[slot] != code) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldValues = values;
    keys = new long[2 * oldKeys.length];
    values = new int[keys.length];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != 0) {
        int slot = slot(oldKeys[i]);
        keys[slot] = oldKeys[i];
        values[slot] = oldValues[i];
      }
    }
  }
}
