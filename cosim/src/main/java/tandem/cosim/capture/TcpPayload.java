package tandem.cosim.capture;

import org.pcap4j.packet.EthernetPacket;
import org.pcap4j.packet.IllegalRawDataException;
import org.pcap4j.packet.Packet;
import org.pcap4j.packet.TcpPacket;

/**
 * Where the TCP payload of a frame lies.
 *
 * @param offsetBytes from the start of the frame
 * @param bytes length, at least 1
 */
public record TcpPayload(int offsetBytes, int bytes) {
  private static final TcpPayload NONE = new TcpPayload(0, 0);

  /** The payload of a frame; {@code bytes} is 0 where there is none. */
  public static TcpPayload of(Frame frame) {
    try {
      Packet packet = EthernetPacket.newPacket(frame.bytes(), 0, frame.bytes().length);
      int offset = 0;
      for (Packet p = packet; p != null; p = p.getPayload()) {
        offset += p.getHeader() == null ? 0 : p.getHeader().length();
        if (p instanceof TcpPacket && p.getPayload() != null) {
          return new TcpPayload(offset, p.getPayload().length());
        }
      }
      return NONE;
    } catch (IllegalRawDataException e) {
      return NONE;
    }
  }
}
