package tandem.model.time;

import java.util.HexFormat;

/** Two frames of one beat of one flow, the second right behind the first, with right checksums. */
final class ReceiveTimingFrames {
  private static final String LINK_AND_IP =
      "020000000009020000000001" + "0800" + "4500002e0000400040060000" + "0a0000010a000002";

  private ReceiveTimingFrames() {}

  static byte[] data() {
    return frame("13889c40000003e8000001f450100100" + "00000000" + "616263646566");
  }

  static byte[] next() {
    return frame("13889c40000003ee000001f450100100" + "00000000" + "6768696a6b6c");
  }

  private static byte[] frame(String segment) {
    byte[] frame = HexFormat.of().parseHex(LINK_AND_IP + segment);
    put(frame, 24, ~sum(frame, 14, 34, 0));
    put(frame, 50, ~sum(frame, 34, 60, sum(frame, 26, 34, 6 + 26)));
    return frame;
  }

  private static void put(byte[] frame, int at, int value) {
    frame[at] = (byte) (value >>> 8);
    frame[at + 1] = (byte) value;
  }

  private static int sum(byte[] frame, int from, int until, int start) {
    int sum = start;
    for (int at = from; at < until; at++) {
      sum += (frame[at] & 0xFF) << ((at & 1) == 0 ? 8 : 0);
      sum = (sum & 0xFFFF) + (sum >>> 16);
    }
    return sum;
  }
}
