package tandem.model.rx;

import tandem.model.record.IpHeader;
import tandem.model.record.TcpHeader;

/** The hash that selects a row of the flow table, and nothing else (TT-40). */
final class FlowHash {
  private static final int MULTIPLIER = 0x9E3779B1;

  private FlowHash() {}

  static int of(int guest, IpHeader ip, TcpHeader tcp) {
    return of(guest, ip, tcp.sourcePort(), tcp.destinationPort());
  }

  static int of(int guest, IpHeader ip, int sourcePort, int destinationPort) {
    int mixed = guest | ip.ipVersion() << 8;
    mixed = mix(mixed, ip.sourceHigh());
    mixed = mix(mixed, ip.sourceLow());
    mixed = mix(mixed, ip.destinationHigh());
    mixed = mix(mixed, ip.destinationLow());
    mixed = Integer.rotateLeft(mixed, 5) ^ (sourcePort << 16 | destinationPort);
    return mixed * MULTIPLIER;
  }

  private static int mix(int mixed, long words) {
    int upper = Integer.rotateLeft(mixed, 5) ^ (int) (words >>> 32);
    return Integer.rotateLeft(upper, 5) ^ (int) words;
  }
}
