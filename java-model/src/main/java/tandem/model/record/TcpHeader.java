package tandem.model.record;

/**
 * TCP header without checksum; numbers of 32 bit are kept in an int, bit by bit. All 0 where there
 * is none.
 *
 * @param sourcePort 16 bit
 * @param destinationPort 16 bit
 * @param sequence 32 bit
 * @param acknowledgment 32 bit
 * @param dataOffset header length in words of 32 bit, as it stands
 * @param reserved the four bits between data offset and flags
 * @param flags CWR=128 ECE=64 URG=32 ACK=16 PSH=8 RST=4 SYN=2 FIN=1
 * @param window 16 bit, as it stands
 * @param urgentPointer 16 bit
 * @param optionBytes bytes of the options
 * @param options the options as they stand
 * @param hasTimestamp whether the options are exactly the aligned timestamp (12 bytes)
 * @param timestampValue TSval of that option, else 0
 * @param timestampEcho TSecr of that option, else 0
 */
public record TcpHeader(
    int sourcePort,
    int destinationPort,
    int sequence,
    int acknowledgment,
    int dataOffset,
    int reserved,
    int flags,
    int window,
    int urgentPointer,
    int optionBytes,
    ByteString options,
    boolean hasTimestamp,
    int timestampValue,
    int timestampEcho) {
  public static final int CWR = 128;
  public static final int ECE = 64;
  public static final int URG = 32;
  public static final int ACK = 16;
  public static final int PSH = 8;
  public static final int RST = 4;
  public static final int SYN = 2;
  public static final int FIN = 1;

  public static final TcpHeader NONE =
      new TcpHeader(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, ByteString.EMPTY, false, 0, 0);

  /** Whether any of the flags of {@code mask} is set. */
  public boolean any(int mask) {
    return (flags & mask) != 0;
  }

  /** Bytes of header and options. */
  public int bytes() {
    return 20 + optionBytes;
  }
}
