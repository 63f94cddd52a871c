package tandem.waveforms.io;

import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import tandem.waveforms.signal.WaveFormatException;
import tandem.waveforms.signal.WaveHeader;

/**
 * Pulls changes out of a dump one by one, so that two dumps can be walked in step. A thread reads
 * ahead by a few batches; memory does not grow with the dump.
 *
 * <p>A fault in the dump is thrown by {@link #next} after all changes that precede it. Not safe for
 * use by several threads.
 */
public final class ChangeCursor implements Closeable {
  private static final int BATCHES_AHEAD = 4;

  private final BlockingQueue<ChangeBatch> filled = new ArrayBlockingQueue<>(BATCHES_AHEAD);
  private final BlockingQueue<ChangeBatch> empty = new ArrayBlockingQueue<>(BATCHES_AHEAD + 2);
  private volatile boolean closed;
  private ChangeBatch batch;
  private int at = -1;
  private boolean ended;

  private ChangeCursor() {}

  /** Starts reading. */
  public static ChangeCursor open(WaveSource source, WaveQuery query) {
    ChangeCursor cursor = new ChangeCursor();
    Thread reader = new Thread(() -> cursor.fill(source, query), "waves " + source.name());
    reader.setDaemon(true);
    reader.start();
    return cursor;
  }

  private void fill(WaveSource source, WaveQuery query) {
    Producer producer = new Producer();
    IOException fault = null;
    try {
      source.read(query, producer);
    } catch (IOException e) {
      fault = e;
    } catch (OutOfMemoryError e) {
      fault = new IOException("out of memory while reading " + source.name(), e);
    } catch (RuntimeException | Error e) {
      fault = new IOException("reading " + source.name() + ": " + e, e);
    }
    ChangeBatch last = producer.current;
    last.fault = fault;
    last.last = true;
    last.lastTime = fault instanceof WaveFormatException f ? f.lastTime() : producer.lastTime;
    try {
      producer.hand(last);
    } catch (IOException closedMeanwhile) {
      // Nobody waits for it.
    }
  }

  private final class Producer implements WaveVisitor {
    ChangeBatch current = new ChangeBatch();
    long now;
    long lastTime;

    @Override
    public void begin(WaveHeader header) {}

    @Override
    public void time(long time) {
      now = time;
    }

    private ChangeBatch room(int bytes) throws IOException {
      if (!current.fits(bytes)) {
        hand(current);
        ChangeBatch reused = empty.poll();
        current = reused == null ? new ChangeBatch() : reused.reset();
      }
      return current;
    }

    void hand(ChangeBatch full) throws IOException {
      try {
        while (!filled.offer(full, 50, TimeUnit.MILLISECONDS)) {
          if (closed) {
            throw new IOException("cursor closed");
          }
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      }
      if (closed) {
        throw new IOException("cursor closed");
      }
    }

    @Override
    public void bits(int id, byte[] digits, int offset, int length) throws IOException {
      room(length).add(now, id, digits, offset, length);
    }

    @Override
    public void real(int id, double value) throws IOException {
      room(8).addReal(now, id, value);
    }

    @Override
    public void text(int id, byte[] text, int offset, int length) throws IOException {
      room(length).add(now, id, text, offset, length);
    }

    @Override
    public void end(long last) {
      lastTime = last;
    }
  }

  /**
   * Steps to the next change.
   *
   * @return false at the end of the dump
   * @throws IOException the fault at which reading stopped
   */
  public boolean next() throws IOException {
    while (batch == null || at + 1 >= batch.count) {
      if (batch != null && batch.last) {
        ended = true;
        if (batch.fault != null) {
          throw batch.fault;
        }
        return false;
      }
      if (batch != null) {
        empty.offer(batch);
      }
      batch = take();
      at = -1;
    }
    at++;
    return true;
  }

  private ChangeBatch take() throws IOException {
    try {
      return filled.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** Moment of the current change. */
  public long time() {
    return batch.times[at];
  }

  /** Which value changed. */
  public int valueId() {
    return batch.ids[at];
  }

  /** Holds the new value: digits, the eight bytes of a real (big endian), or text. Lent. */
  public byte[] data() {
    return batch.data;
  }

  /** Where in {@link #data} the value begins. */
  public int offset() {
    return at == 0 ? 0 : batch.ends[at - 1];
  }

  /** How many bytes it has. */
  public int length() {
    return batch.ends[at] - offset();
  }

  /** Last time stamp of the dump, or the last one read before a fault; valid at the end only. */
  public long lastTime() {
    if (!ended) {
      throw new IllegalStateException("the dump has not been read to its end");
    }
    return batch.lastTime;
  }

  /** Stops reading ahead. */
  @Override
  public void close() {
    closed = true;
    filled.clear();
  }
}
