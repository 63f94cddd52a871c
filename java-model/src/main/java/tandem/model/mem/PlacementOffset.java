package tandem.model.mem;

import tandem.model.Require;

/** Where the NIC starts to write in a buffer whose start it may choose (AL-35). */
public final class PlacementOffset {
  private PlacementOffset() {}

  /**
   * The smallest offset into the buffer that puts the payload on a line boundary; 0 if the frame
   * would no longer fit, since alignment is worth less than the frame.
   *
   * @param bufferAddress host physical address of the buffer, unsigned
   * @param bufferBytes size of the buffer
   * @param frameBytes bytes to be placed, at most {@code bufferBytes}
   * @param payloadOffsetBytes where in the frame the payload starts
   * @param lineBytes line size, a power of two; 0 (off) chooses 0
   */
  public static int choose(
      long bufferAddress,
      long bufferBytes,
      long frameBytes,
      long payloadOffsetBytes,
      int lineBytes) {
    Require.range("frameBytes", frameBytes, 0, bufferBytes);
    Require.range("payloadOffsetBytes", payloadOffsetBytes, 0, frameBytes);
    if (lineBytes == 0) {
      return 0;
    }
    Require.powerOfTwo("lineBytes", lineBytes, 1, SplitterConfig.PAGE_BYTES);
    int offset = (int) (-(bufferAddress + payloadOffsetBytes) & (lineBytes - 1));
    return offset + frameBytes <= bufferBytes ? offset : 0;
  }
}
