package tandem.model.record;

import java.util.Objects;
import tandem.model.Require;

/**
 * Tells to which run a frame went, or that a run became part of another one.
 *
 * @param op what is told
 * @param frame number of the frame; 0 for JOIN
 * @param run the run
 * @param other the run that ends in it, JOIN only
 * @param sequence first sequence number; 0 for a passing frame and for JOIN
 * @param bytes payload, or all bytes of a passing frame; 0 for JOIN
 */
public record SegmentPlace(Op op, long frame, long run, long other, int sequence, int bytes) {
  /** The order of the constants is the encoding. */
  public enum Op {
    FRAME,
    JOIN;

    private static final Op[] BY_CODE = values();

    public int code() {
      return ordinal();
    }

    /** The operation of an encoded field; fails for a code that does not exist. */
    public static Op ofCode(long code) {
      Require.range("op", code, 0, BY_CODE.length - 1);
      return BY_CODE[(int) code];
    }
  }

  public SegmentPlace {
    Objects.requireNonNull(op, "op");
  }

  public static SegmentPlace frame(long frame, long run, int sequence, int bytes) {
    return new SegmentPlace(Op.FRAME, frame, run, 0, sequence, bytes);
  }

  public static SegmentPlace join(long run, long other) {
    return new SegmentPlace(Op.JOIN, 0, run, other, 0, 0);
  }
}
