package tandem.model.rx;

import java.util.Arrays;
import java.util.Objects;
import tandem.model.record.HostRun;
import tandem.model.record.SegmentRun;

/**
 * A unit as the host finds it in its memory.
 *
 * @param run what the coalescer said of it
 * @param completion what the host is told
 * @param frames numbers of the frames it consists of, in the order of their bytes
 * @param bytes the frame the host gets; empty for a dropped unit
 */
public record HostUnit(SegmentRun run, HostRun completion, long[] frames, byte[] bytes) {
  public HostUnit {
    Objects.requireNonNull(run, "run");
    Objects.requireNonNull(completion, "completion");
    Objects.requireNonNull(frames, "frames");
    Objects.requireNonNull(bytes, "bytes");
  }

  /** The TCP payload of an aggregate, all bytes of a passing frame. */
  public byte[] payload() {
    return Arrays.copyOfRange(bytes, completion.headerBytes(), bytes.length);
  }
}
