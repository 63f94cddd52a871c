package tandem.cosim.rx;

import tandem.model.record.ByteString;
import tandem.model.record.ControlEvent;
import tandem.model.record.IpHeader;
import tandem.model.record.LinkHeader;

/**
 * A {@link ControlEvent} as it crosses the stream {@code control}: of the flow's headers only what
 * is in its key.
 */
public record ControlBeat(
    ControlEvent.Op op,
    long afterFrame,
    long time,
    int guest,
    int vlanTags,
    int outerTag,
    int innerTag,
    int ipVersion,
    long sourceHigh,
    long sourceLow,
    long destinationHigh,
    long destinationLow,
    int sourcePort,
    int destinationPort,
    int sequence,
    int acknowledgment,
    int window,
    int queue) {
  /** The event as it crosses the stream. */
  public static ControlBeat of(ControlEvent e) {
    return new ControlBeat(
        e.op(),
        e.afterFrame(),
        e.time(),
        e.guest(),
        e.link().vlanTags(),
        e.link().outerTag(),
        e.link().innerTag(),
        e.ip().ipVersion(),
        e.ip().sourceHigh(),
        e.ip().sourceLow(),
        e.ip().destinationHigh(),
        e.ip().destinationLow(),
        e.sourcePort(),
        e.destinationPort(),
        e.sequence(),
        e.acknowledgment(),
        e.window(),
        e.queue());
  }

  /** The event that the model is told. */
  public ControlEvent event() {
    return new ControlEvent(
        op,
        afterFrame,
        time,
        guest,
        new LinkHeader(0, 0, vlanTags, outerTag, innerTag),
        new IpHeader(
            ipVersion,
            0,
            0,
            0,
            false,
            0,
            sourceHigh,
            sourceLow,
            destinationHigh,
            destinationLow,
            0,
            0,
            ByteString.EMPTY),
        sourcePort,
        destinationPort,
        sequence,
        acknowledgment,
        window,
        queue);
  }
}
