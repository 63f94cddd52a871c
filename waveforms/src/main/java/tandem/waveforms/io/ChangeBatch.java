package tandem.waveforms.io;

import java.io.IOException;
import java.util.Arrays;

/** A few thousand changes in arrays, handed from the reading thread to the cursor. */
final class ChangeBatch {
  private static final int CHANGES = 8192;
  private static final int BYTES = 256 * 1024;

  final long[] times = new long[CHANGES];
  final int[] ids = new int[CHANGES];
  final int[] ends = new int[CHANGES];
  byte[] data = new byte[BYTES];
  int count;
  boolean last;
  IOException fault;
  long lastTime;

  ChangeBatch reset() {
    count = 0;
    return this;
  }

  private int used() {
    return count == 0 ? 0 : ends[count - 1];
  }

  boolean fits(int bytes) {
    return count < CHANGES && (count == 0 || used() + bytes <= data.length);
  }

  void add(long time, int id, byte[] from, int offset, int length) {
    int start = reserve(time, id, length);
    System.arraycopy(from, offset, data, start, length);
  }

  void addReal(long time, int id, double value) {
    int start = reserve(time, id, 8);
    long raw = Double.doubleToLongBits(value);
    for (int i = 0; i < 8; i++) {
      data[start + i] = (byte) (raw >>> (56 - 8 * i));
    }
  }

  private int reserve(long time, int id, int length) {
    int start = used();
    if (start + length > data.length) {
      data = Arrays.copyOf(data, start + length);
    }
    times[count] = time;
    ids[count] = id;
    ends[count++] = start + length;
    return start;
  }
}
