package tandem.model.record;

import java.util.Objects;
import tandem.model.Require;

/**
 * Something the host, the transmit side or the interrupt moderation tells the receive path.
 *
 * @param op what is told
 * @param afterFrame number of frames to be decided before, modulo 2^32
 * @param time stamp in cycles
 * @param guest owner
 * @param link tags of received frames of the flow; MACs are not looked at
 * @param ip addresses of received frames of the flow
 * @param sourcePort of received frames
 * @param destinationPort of received frames
 * @param sequence TRANSMIT only
 * @param acknowledgment TRANSMIT only
 * @param window TRANSMIT only
 * @param queue BIND only
 */
public record ControlEvent(
    Op op,
    long afterFrame,
    long time,
    int guest,
    LinkHeader link,
    IpHeader ip,
    int sourcePort,
    int destinationPort,
    int sequence,
    int acknowledgment,
    int window,
    int queue) {
  /** The order of the constants is the encoding. */
  public enum Op {
    END_OF_BURST,
    STOP_GUEST,
    STOP_ALL,
    BUFFERS_EMPTY,
    BUFFERS_BACK,
    BIND,
    CLOSE_FLOW,
    TRANSMIT;

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

  public ControlEvent {
    Objects.requireNonNull(op, "op");
    Objects.requireNonNull(link, "link");
    Objects.requireNonNull(ip, "ip");
    Require.range("guest", guest, 0, 0xFF);
    Require.range("queue", queue, 0, 0xFFFF);
  }

  /** An event that concerns no single flow. */
  public static ControlEvent of(Op op, long afterFrame, long time, int guest) {
    return new ControlEvent(
        op, afterFrame, time, guest, LinkHeader.NONE, IpHeader.NONE, 0, 0, 0, 0, 0, 0);
  }

  /** An event of the flow to which a received segment belongs. */
  public static ControlEvent ofFlow(
      Op op, long afterFrame, long time, ParsedSegment received, int queue) {
    return new ControlEvent(
        op,
        afterFrame,
        time,
        received.guest(),
        received.link(),
        received.ip(),
        received.tcp().sourcePort(),
        received.tcp().destinationPort(),
        0,
        0,
        0,
        queue);
  }

  /** What the snoop saw of a sent segment of the flow. */
  public ControlEvent withTransmit(int newSequence, int newAcknowledgment, int newWindow) {
    return new ControlEvent(
        op,
        afterFrame,
        time,
        guest,
        link,
        ip,
        sourcePort,
        destinationPort,
        newSequence,
        newAcknowledgment,
        newWindow,
        queue);
  }
}
