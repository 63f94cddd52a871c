package tandem.waveforms.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import tandem.waveforms.signal.Digits;
import tandem.waveforms.signal.Signal;
import tandem.waveforms.signal.SignalKind;
import tandem.waveforms.signal.WaveHeader;

/**
 * A part of a dump in memory: value at a time, iteration by change.
 *
 * <p>Of several changes of a signal at one moment the last counts, and a change to the value
 * already held is no change; so two dumps of the same behaviour have equal windows whatever tool
 * wrote them. Events keep every moment at which they occurred.
 */
public final class WaveWindow implements WaveVisitor {
  private WaveHeader header;
  private Track[] tracks;
  private long now;
  private long lastTime;

  private static final class Track {
    long[] times = new long[4];
    int[] ends = new int[4];
    byte[] data = new byte[16];
    int count;

    int start(int i) {
      return i == 0 ? 0 : ends[i - 1];
    }

    void append(long time, byte[] from, int offset, int length, boolean repeats) {
      if (count > 0 && times[count - 1] == time) {
        count--;
      }
      int start = start(count);
      if (!repeats && count > 0 && same(count - 1, from, offset, length)) {
        return;
      }
      if (count == times.length) {
        times = Arrays.copyOf(times, 2 * count);
        ends = Arrays.copyOf(ends, 2 * count);
      }
      if (start + length > data.length) {
        data = Arrays.copyOf(data, Math.max(2 * data.length, start + length));
      }
      System.arraycopy(from, offset, data, start, length);
      times[count] = time;
      ends[count++] = start + length;
    }

    boolean same(int i, byte[] from, int offset, int length) {
      return Arrays.equals(data, start(i), ends[i], from, offset, offset + length);
    }

    int indexAt(long time) {
      int i = Arrays.binarySearch(times, 0, count, time);
      return i >= 0 ? i : -i - 2;
    }
  }

  /** Receives each change of one signal. */
  @FunctionalInterface
  public interface ChangeConsumer {
    /** One change: the value holds from {@code time} on. */
    void accept(long time, WaveValue value);
  }

  /** Reads what the query selects into memory. */
  public static WaveWindow read(WaveSource source, WaveQuery query) throws IOException {
    WaveWindow window = new WaveWindow();
    source.read(query, window);
    return window;
  }

  /** Reads all of a dump into memory. */
  public static WaveWindow read(WaveSource source) throws IOException {
    return read(source, WaveQuery.all());
  }

  /** The declarations. */
  public WaveHeader header() {
    return header;
  }

  /** Last time stamp of the window. */
  public long lastTime() {
    return lastTime;
  }

  /** The value that the signal holds at a time, after all changes of that moment. */
  public WaveValue valueAt(Signal signal, long time) {
    Track track = tracks[signal.valueId()];
    int i = track == null ? -1 : track.indexAt(time);
    return i < 0 ? WaveValue.initial(signal) : value(signal, track, i);
  }

  /** The value just before a time: what a register clocked at that moment sees. */
  public WaveValue valueBefore(Signal signal, long time) {
    return time == 0 ? WaveValue.initial(signal) : valueAt(signal, time - 1);
  }

  /** Number of changes of the signal, its first value included unless that is all x. */
  public int changeCount(Signal signal) {
    int[] count = {0};
    forEachChange(signal, (time, value) -> count[0]++);
    return count[0];
  }

  /** Visits the changes of a signal in order of time. */
  public void forEachChange(Signal signal, ChangeConsumer consumer) {
    Track track = tracks[signal.valueId()];
    WaveValue initial = WaveValue.initial(signal);
    for (int i = 0; track != null && i < track.count; i++) {
      WaveValue value = value(signal, track, i);
      // Some formats state the x that holds before the first change, some do not.
      if (i > 0 || !value.equals(initial)) {
        consumer.accept(track.times[i], value);
      }
    }
  }

  private static WaveValue value(Signal signal, Track track, int i) {
    return WaveValue.decode(signal, track.data, track.start(i), track.ends[i] - track.start(i));
  }

  @Override
  public void begin(WaveHeader declared) {
    header = declared;
    tracks = new Track[declared.valueCount()];
  }

  @Override
  public void time(long time) {
    now = time;
    lastTime = time;
  }

  private Track track(int id) {
    if (tracks[id] == null) {
      tracks[id] = new Track();
    }
    return tracks[id];
  }

  @Override
  public void bits(int id, byte[] digits, int offset, int length) {
    Signal signal = header.signalOf(id);
    if (signal.kind() == SignalKind.EVENT) {
      // Formats state an idle event as x or 0; only a 1 is an occurrence, and each counts.
      if (digits[offset] == '1') {
        track(id).append(now, digits, offset, 1, true);
      }
      return;
    }
    byte[] full = digits;
    int at = offset;
    if (length != signal.widthBits()) {
      full = new byte[signal.widthBits()];
      at = 0;
      Digits.extend(digits, offset, length, full, 0, full.length);
    }
    track(id).append(now, full, at, signal.widthBits(), false);
  }

  @Override
  public void real(int id, double value) {
    long raw = Double.doubleToLongBits(value);
    track(id).append(now, ByteBuffer.allocate(8).putLong(raw).array(), 0, 8, false);
  }

  @Override
  public void text(int id, byte[] text, int offset, int length) {
    track(id).append(now, text, offset, length, false);
  }

  @Override
  public void end(long last) {
    lastTime = last;
  }
}
