package tandem.bench.rx;

import java.util.function.Consumer;
import tandem.model.workload.Frames;

/**
 * One thing that is not as in the segments around it. What needs to know the flow's state is in
 * {@link ReceiveEvent}.
 */
enum Disturbance {
  PUSH(f -> f.flags(Frames.ACK | Frames.PSH)),
  FIN(f -> f.flags(Frames.ACK | 1)),
  FIN_PUSH(f -> f.flags(Frames.ACK | Frames.PSH | 1)),
  RESET(f -> f.flags(Frames.ACK | 4)),
  SYN(f -> f.flags(2).payload(0)),
  SYN_WITH_DATA(f -> f.flags(2 | Frames.ACK)),
  URGENT(f -> f.flags(Frames.ACK | 32).urgent(5)),
  NO_ACK_FLAG(f -> f.flags(0)),
  ECE(f -> f.flags(Frames.ACK | 64)),
  CWR(f -> f.flags(Frames.ACK | 128)),
  RESERVED_FLAG(f -> f.reserved(1)),
  NO_PAYLOAD(f -> f.payload(0)),
  SHORTER(f -> f.payload(7)),
  ODD(f -> f.payload(99)),
  LONGER(f -> f.payload(300)),
  OTHER_WINDOW(f -> f.window(400)),
  WINDOW_UPDATE(f -> f.payload(0).window(600)),
  CONGESTION(f -> f.trafficClass(3)),
  ECN_CAPABLE(f -> f.trafficClass(2)),
  OTHER_SERVICE(f -> f.trafficClass(0x28)),
  LOWER_HOP_LIMIT(f -> f.hopLimit(60)),
  HIGHER_HOP_LIMIT(f -> f.hopLimit(200)),
  OTHER_LABEL(f -> f.flowLabel(5)),
  MAY_FRAGMENT(f -> f.fragment(0)),
  RESERVED_IP_FLAG(f -> f.fragment(0xC000)),
  OTHER_IDENTIFICATION(f -> f.identification(40_000)),
  MORE_TAGS(f -> f.tag(0x8100, 5)),
  MAC(f -> f.mac(77)),
  OTHER_OPTIONS(f -> f.options(1, 1, 1, 1)),
  OLD_TIMESTAMP(f -> f.timestamp(-5, 1)),
  NEW_TIMESTAMP(f -> f.timestamp(50_000, 9)),
  SACK(f -> f.options(1, 1, 5, 10, 0, 0, 0, 1, 0, 0, 0, 2)),
  SEGMENT_SIZE_OPTION(f -> f.options(2, 4, 5, 0xB4)),
  CUT_OPTION(f -> f.options(1, 1, 8, 99)),
  ZERO_LENGTH_OPTION(f -> f.options(30, 0, 1, 1)),
  ENDED_OPTIONS(f -> f.options(0, 5, 10, 1)),
  IP_OPTIONS(f -> f.ipOptions(7, 4, 4, 0)),
  EXTENSION(f -> f.extension(60, 6, 0, 1, 4, 0, 0, 0, 0)),
  OTHER_EXTENSION(f -> f.extension(0, 6, 0, 1, 4, 1, 0, 0, 0)),
  FRAGMENT_HEADER(f -> f.extension(44, 6, 0, 0, 1, 0, 0, 0, 9)),
  LATER_FRAGMENT_HEADER(f -> f.extension(44, 6, 0, 0, 8, 0, 0, 0, 9)),
  FIRST_FRAGMENT(f -> f.fragment(0x2000)),
  LATER_FRAGMENT(f -> f.fragment(0x0010)),
  BAD_IP_CHECKSUM(Frames::badIpChecksum),
  BAD_TCP_CHECKSUM(Frames::badTcpChecksum),
  TOO_LONG_BY_HEADER(f -> f.ipLength(1400)),
  HEADER_SHORTER_THAN_ITSELF(f -> f.ipLength(19)),
  CUT_TCP_HEADER(f -> f.ipLength(35)),
  PADDED(f -> f.payload(1).trailer(3)),
  TRAILER(f -> f.trailer(9)),
  SMALL_DATA_OFFSET(f -> f.dataOffset(4)),
  LARGE_DATA_OFFSET(f -> f.payload(4).dataOffset(15)),
  UDP(f -> f.protocol(17)),
  OTHER_PROTOCOL(f -> f.protocol(47));

  private final Consumer<Frames> change;

  Disturbance(Consumer<Frames> change) {
    this.change = change;
  }

  /** Changes a segment. */
  void apply(Frames segment) {
    change.accept(segment);
  }
}
