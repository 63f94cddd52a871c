package tandem.waveforms.signal;

import java.io.IOException;

/**
 * A dump that breaks a rule of its format: which rule, at which byte, and how far reading came.
 *
 * <p>For a compressed VCD the offset counts uncompressed bytes; for FST it is that of the block.
 */
public final class WaveFormatException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String file;
  private final long byteOffset;
  private final String rule;
  private final long lastTime;

  /**
   * Makes one.
   *
   * @param byteOffset where the rule broke, -1 if the format does not let us know
   * @param lastTime the last time stamp read before, -1 if none
   */
  public WaveFormatException(String file, long byteOffset, String rule, long lastTime) {
    super(
        file
            + (byteOffset >= 0 ? ": byte " + byteOffset : "")
            + ": "
            + rule
            + (lastTime >= 0 ? " (read up to time " + lastTime + ")" : " (no value was read)"));
    this.file = file;
    this.byteOffset = byteOffset;
    this.rule = rule;
    this.lastTime = lastTime;
  }

  /** The dump, as it was named when opened. */
  public String file() {
    return file;
  }

  /** Offset of the offending byte, -1 if unknown. */
  public long byteOffset() {
    return byteOffset;
  }

  /** The rule that broke. */
  public String rule() {
    return rule;
  }

  /** Last time stamp that was read well, -1 if none. */
  public long lastTime() {
    return lastTime;
  }
}
