package tandem.waveforms.compare;

import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import tandem.waveforms.io.ChangeCursor;
import tandem.waveforms.io.WaveQuery;
import tandem.waveforms.io.WaveSource;
import tandem.waveforms.signal.Digits;
import tandem.waveforms.signal.Signal;
import tandem.waveforms.signal.SignalKind;
import tandem.waveforms.signal.WaveHeader;

/**
 * One dump walked from sample to sample, with the state of the values it needs. {@code live} is
 * what the dump says last; {@code sampled} is what the present sample sees.
 */
abstract class Side implements Closeable {
  final WaveHeader header;
  final byte[][] sampled;

  /** Values that differ from the sample before; valid up to {@link #changedCount}. */
  final int[] changed;

  int changedCount;
  long sampleTime = -1;
  long cycle = -1;

  private final ChangeCursor cursor;
  private final byte[][] live;
  private final int[] dirty;
  private final boolean[] isDirty;
  private final boolean[] isChanged;
  private final SignalKind[] kinds;
  private int dirtyCount;
  private boolean pending;

  Side(WaveSource source, BitSet wanted) throws IOException {
    header = source.header();
    int count = header.valueCount();
    live = new byte[count][];
    sampled = new byte[count][];
    changed = new int[count];
    dirty = new int[count];
    isDirty = new boolean[count];
    isChanged = new boolean[count];
    kinds = new SignalKind[count];
    for (int id = 0; id < count; id++) {
      kinds[id] = header.signalOf(id).kind();
    }
    for (int id = wanted.nextSetBit(0); id >= 0; id = wanted.nextSetBit(id + 1)) {
      live[id] = initial(header.signalOf(id));
      sampled[id] = live[id].clone();
    }
    cursor = ChangeCursor.open(source, WaveQuery.all().only(wanted));
    try {
      pending = cursor.next();
    } catch (IOException e) {
      cursor.close();
      throw e;
    }
  }

  private static byte[] initial(Signal signal) {
    byte[] state = new byte[signal.kind() == SignalKind.TEXT ? 0 : signal.widthBits()];
    if (signal.kind() == SignalKind.REAL) {
      long nan = Double.doubleToLongBits(Double.NaN);
      return java.nio.ByteBuffer.allocate(8).putLong(nan).array();
    }
    Arrays.fill(state, (byte) (signal.kind() == SignalKind.EVENT ? '0' : 'x'));
    return state;
  }

  /**
   * Steps to the next sample.
   *
   * @return false at the end of the dump
   */
  abstract boolean next() throws IOException;

  /** Whether changes are left. */
  final boolean pending() {
    return pending;
  }

  /** Time of the next change. */
  final long pendingTime() {
    return cursor.time();
  }

  /** Last time stamp of the dump; valid when nothing is pending. */
  final long lastTime() {
    return cursor.lastTime();
  }

  /** Takes all changes of the next moment into the live state. */
  final void applyMoment() throws IOException {
    long time = cursor.time();
    do {
      apply();
      pending = cursor.next();
    } while (pending && cursor.time() == time);
  }

  private void apply() {
    int id = cursor.valueId();
    byte[] state = live[id];
    int length = cursor.length();
    SignalKind kind = kinds[id];
    if (kind == SignalKind.EVENT && cursor.data()[cursor.offset()] != '1') {
      return;
    }
    if (kind != SignalKind.TEXT && state.length == 1) {
      state[0] = cursor.data()[cursor.offset()];
    } else if (kind == SignalKind.TEXT) {
      live[id] = Arrays.copyOfRange(cursor.data(), cursor.offset(), cursor.offset() + length);
    } else {
      int width = state.length;
      Digits.extend(cursor.data(), cursor.offset(), Math.min(length, width), state, 0, width);
    }
    if (!isDirty[id]) {
      isDirty[id] = true;
      dirty[dirtyCount++] = id;
    }
  }

  final byte[] live(int valueId) {
    return live[valueId];
  }

  /** Makes the live state the sampled one. */
  final void settle() {
    for (int i = 0; i < dirtyCount; i++) {
      int id = dirty[i];
      isDirty[id] = false;
      if (sampled[id].length != live[id].length) {
        sampled[id] = live[id].clone();
      } else {
        System.arraycopy(live[id], 0, sampled[id], 0, live[id].length);
      }
      if (isEvent(id)) {
        // An event has no level: it is seen by one sample, the one after it occurred.
        live[id][0] = '0';
      }
      if (!isChanged[id]) {
        isChanged[id] = true;
        changed[changedCount++] = id;
      }
    }
    dirtyCount = 0;
  }

  /** Forgets which values changed. */
  final void clearChanged() {
    for (int i = 0; i < changedCount; i++) {
      int id = changed[i];
      isChanged[id] = false;
      if (isEvent(id)) {
        sampled[id][0] = '0';
      }
    }
    changedCount = 0;
  }

  private boolean isEvent(int id) {
    return kinds[id] == SignalKind.EVENT;
  }

  /** Whether a one-bit value is this digit in the present sample. */
  final boolean is(int valueId, char digit) {
    return sampled[valueId][0] == digit;
  }

  /** A copy of the sampled value. */
  final byte[] copy(int valueId) {
    return sampled[valueId].clone();
  }

  final Divergence.Point point() {
    return new Divergence.Point(cycle, Math.max(0, sampleTime));
  }

  @Override
  public void close() {
    cursor.close();
  }
}
