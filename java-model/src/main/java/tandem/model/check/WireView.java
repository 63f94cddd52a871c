package tandem.model.check;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * A TCP frame as the checker reads it: byte by byte and on its own, so that an error in the model's
 * parser cannot hide itself.
 */
final class WireView {
  final byte[] frame;
  final int guest;

  /** Whether addresses and ports could be found. */
  boolean flowKnown;

  /** Whether it is a whole TCP segment in an unfragmented datagram without IPv4 options. */
  boolean segment;

  /** Whether both checksums are right; segments only. */
  boolean checksumsGood;

  int vlanTags;
  int ipAt;
  int ipVersion;
  int datagramBytes;
  int tcpAt;
  int payloadAt;
  int payloadBytes;

  WireView(byte[] frame, int guest) {
    this.frame = frame;
    this.guest = guest;
    int at = 12;
    while (vlanTags < 2 && at + 6 <= frame.length && isTag(u16(at))) {
      vlanTags++;
      at += 4;
    }
    ipAt = at + 2;
    if (ipAt + 20 > frame.length || isTag(u16(at))) {
      return;
    }
    int type = u16(at);
    if (type == 0x0800 && u8(ipAt) >>> 4 == 4) {
      ipv4();
    } else if (type == 0x86DD && u8(ipAt) >>> 4 == 6 && ipAt + 40 <= frame.length) {
      ipv6();
    }
  }

  int u8(int at) {
    return frame[at] & 0xFF;
  }

  int u16(int at) {
    return u8(at) << 8 | u8(at + 1);
  }

  int u32(int at) {
    return u16(at) << 16 | u16(at + 2);
  }

  int sequence() {
    return u32(tcpAt + 4);
  }

  int acknowledgment() {
    return u32(tcpAt + 8);
  }

  int flags() {
    return u8(tcpAt + 13);
  }

  int window() {
    return u16(tcpAt + 14);
  }

  int hopLimit() {
    return ipVersion == 4 ? u8(ipAt + 8) : u8(ipAt + 7);
  }

  int trafficClass() {
    return ipVersion == 4 ? u8(ipAt + 1) : u16(ipAt) >>> 4 & 0xFF;
  }

  byte[] options() {
    return Arrays.copyOfRange(frame, tcpAt + 20, payloadAt);
  }

  byte[] payload() {
    return Arrays.copyOfRange(frame, payloadAt, payloadAt + payloadBytes);
  }

  /** What tells the flow; {@code link} as in the key rule LINK. */
  String flow(boolean link) {
    StringBuilder key = new StringBuilder().append(guest).append('/');
    for (int tag = 0; tag < vlanTags; tag++) {
      int tagAt = 12 + 4 * tag;
      key.append(link ? u32(tagAt) : u16(tagAt + 2) & 0xFFF).append('/');
    }
    int from = ipVersion == 4 ? ipAt + 12 : ipAt + 8;
    int until = ipVersion == 4 ? ipAt + 20 : ipAt + 40;
    HexFormat hex = HexFormat.of();
    key.append(hex.formatHex(frame, from, until)).append(hex.formatHex(frame, tcpAt, tcpAt + 4));
    if (link) {
      key.append(hex.formatHex(frame, 0, 12));
      if (ipVersion == 6) {
        key.append(u32(ipAt) & 0xF_FFFF).append('/').append(u8(ipAt + 6)).append('/');
        key.append(hex.formatHex(frame, ipAt + 40, tcpAt));
      }
    }
    return key.toString();
  }

  private static boolean isTag(int type) {
    return type == 0x8100 || type == 0x88A8;
  }

  private void ipv4() {
    ipVersion = 4;
    int headerBytes = 4 * (u8(ipAt) & 0xF);
    datagramBytes = u16(ipAt + 2);
    boolean laterFragment = (u16(ipAt + 6) & 0x1FFF) != 0;
    if (headerBytes < 20 || datagramBytes < headerBytes || ipAt + headerBytes > frame.length) {
      return;
    }
    tcp(ipAt + headerBytes, u8(ipAt + 9), laterFragment);
    segment &= headerBytes == 20 && (u16(ipAt + 6) & 0x3FFF) == 0;
    checksumsGood &= sum(ipAt, headerBytes, 0) == 0xFFFF;
  }

  private void ipv6() {
    ipVersion = 6;
    datagramBytes = 40 + u16(ipAt + 4);
    int end = Math.min(frame.length, ipAt + datagramBytes);
    int at = ipAt + 40;
    int type = u8(ipAt + 6);
    boolean fragment = false;
    int headers = 0;
    while (type == 0 || type == 43 || type == 44 || type == 60) {
      int bytes = at + 8 <= end ? type == 44 ? 8 : 8 * (u8(at + 1) + 1) : Integer.MAX_VALUE;
      boolean later = bytes == 8 && type == 44 && (u16(at + 2) & 0xFFF8) != 0;
      if (++headers > 4 || bytes > end - at || at + bytes - ipAt - 40 > 64 || later) {
        return;
      }
      fragment |= type == 44;
      type = u8(at);
      at += bytes;
    }
    tcp(at, type, false);
    segment &= !fragment;
  }

  private void tcp(int at, int protocol, boolean laterFragment) {
    int end = Math.min(frame.length, ipAt + datagramBytes);
    if (protocol != 6 || laterFragment || at + 4 > end) {
      return;
    }
    flowKnown = true;
    tcpAt = at;
    if (ipAt + datagramBytes > frame.length || at + 20 > end) {
      return;
    }
    payloadAt = at + 4 * (u8(at + 12) >>> 4);
    payloadBytes = end - payloadAt;
    segment = payloadAt >= at + 20 && payloadBytes >= 0;
    int tcpBytes = end - at;
    int addressAt = ipVersion == 4 ? ipAt + 12 : ipAt + 8;
    int start = sum(addressAt, ipVersion == 4 ? 8 : 32, 6 + tcpBytes);
    checksumsGood = segment && sum(at, tcpBytes, start) == 0xFFFF;
  }

  private int sum(int at, int bytes, int start) {
    long sum = start;
    for (int i = 0; i < bytes; i++) {
      sum += (long) u8(at + i) << ((i & 1) == 0 ? 8 : 0);
    }
    while (sum >>> 16 != 0) {
      sum = (sum & 0xFFFF) + (sum >>> 16);
    }
    return (int) sum;
  }
}
