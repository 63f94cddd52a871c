package tandem.waveforms.io;

import java.io.IOException;
import java.util.Arrays;
import tandem.waveforms.signal.SignalKind;
import tandem.waveforms.signal.WaveHeader;

/**
 * Keeps the state before a window and delivers it at the window's first moment; passes on what lies
 * inside and drops what lies behind.
 */
public final class WindowFilter implements WaveVisitor {
  private final WaveQuery query;
  private final WaveVisitor next;
  private WaveHeader header;
  private byte[][] held;
  private double[] reals;
  private boolean entered;
  private long now;

  private WindowFilter(WaveQuery query, WaveVisitor next) {
    this.query = query;
    this.next = next;
  }

  /** The visitor itself if the query starts at 0 and never ends, else a filter in front of it. */
  public static WaveVisitor of(WaveQuery query, WaveVisitor visitor) {
    boolean whole = query.from() == 0 && query.to() == Long.MAX_VALUE;
    return whole ? visitor : new WindowFilter(query, visitor);
  }

  @Override
  public void begin(WaveHeader declared) throws IOException {
    header = declared;
    held = new byte[declared.valueCount()][];
    reals = new double[declared.valueCount()];
    next.begin(declared);
  }

  @Override
  public void time(long time) throws IOException {
    if (time > query.from()) {
      enter();
    }
    now = time;
    if (entered && now <= query.to()) {
      next.time(now);
    }
  }

  private void enter() throws IOException {
    if (entered) {
      return;
    }
    entered = true;
    next.time(query.from());
    for (int id = 0; id < held.length; id++) {
      SignalKind kind = header.signalOf(id).kind();
      if (held[id] == null || kind == SignalKind.EVENT) {
        continue;
      }
      switch (kind) {
        case REAL -> next.real(id, reals[id]);
        case TEXT -> next.text(id, held[id], 0, held[id].length);
        default -> next.bits(id, held[id], 0, held[id].length);
      }
    }
  }

  @Override
  public void bits(int id, byte[] digits, int offset, int length) throws IOException {
    if (!entered) {
      held[id] = Arrays.copyOfRange(digits, offset, offset + length);
    } else if (now <= query.to()) {
      next.bits(id, digits, offset, length);
    }
  }

  @Override
  public void real(int id, double value) throws IOException {
    if (!entered) {
      held[id] = new byte[0];
      reals[id] = value;
    } else if (now <= query.to()) {
      next.real(id, value);
    }
  }

  @Override
  public void text(int id, byte[] text, int offset, int length) throws IOException {
    if (!entered) {
      held[id] = Arrays.copyOfRange(text, offset, offset + length);
    } else if (now <= query.to()) {
      next.text(id, text, offset, length);
    }
  }

  @Override
  public void end(long lastTime) throws IOException {
    enter();
    next.end(Math.max(query.from(), Math.min(query.to(), lastTime)));
  }
}
