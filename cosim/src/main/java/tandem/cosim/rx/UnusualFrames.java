package tandem.cosim.rx;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import tandem.cosim.capture.Frame;
import tandem.model.record.RunKind;
import tandem.model.rx.HostUnit;

/**
 * Captured frames that no wire carries so: empty ones, those longer than the path takes, and those
 * of which less was captured than there was. The path is shown what it can take of them, and where
 * it passes them the host gets them as they came.
 */
public final class UnusualFrames {
  /**
   * A unit as the host gets it.
   *
   * @param wireBytes its length on the wire; more than its bytes if less was captured
   */
  public record Delivered(HostUnit unit, long wireBytes) {}

  /** Stands for an empty frame: too short for a link header as well. */
  private static final byte[] SHORTEST = new byte[1];

  // Looked up by frame number only, never gone through.
  private final Map<Long, Frame> held = new HashMap<>();
  private long tooLong;
  private int firstTooLong;

  /** What the path is shown of a frame: at least a byte, at most its first {@code mostBytes}. */
  public byte[] shown(Frame frame, int mostBytes) {
    byte[] bytes = frame.bytes();
    boolean fits = bytes.length > 0 && bytes.length <= mostBytes;
    if (!fits || frame.wireBytes() != bytes.length) {
      held.put((long) frame.number(), frame);
    }
    if (bytes.length > mostBytes) {
      firstTooLong = tooLong++ == 0 ? frame.number() : firstTooLong;
      return Arrays.copyOf(bytes, mostBytes);
    }
    return fits ? bytes : SHORTEST;
  }

  /** A unit with what the host gets of it, which is forgotten here. */
  public Delivered delivered(HostUnit unit) {
    Frame captured = null;
    for (long number : unit.frames()) {
      captured = held.remove(number);
    }
    if (unit.run().kind() != RunKind.PASS || captured == null) {
      return new Delivered(unit, unit.bytes().length);
    }
    byte[] bytes = captured.bytes();
    return new Delivered(
        new HostUnit(unit.run(), unit.completion(), unit.frames(), bytes), captured.wireBytes());
  }

  /** Frames so far of which the path was shown the beginning alone. */
  public long tooLong() {
    return tooLong;
  }

  /** The number of the first of them. */
  public int firstTooLong() {
    return firstTooLong;
  }
}
