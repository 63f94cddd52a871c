package tandem.bench.mem;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import tandem.cosim.capture.CaptureReader;
import tandem.cosim.capture.Frame;
import tandem.model.record.HostSpan;
import tandem.model.record.MemoryOp;
import tandem.model.record.ParsedSegment;
import tandem.model.rx.Parser;
import tandem.model.rx.ReceiveConfig;

/**
 * The DMA traffic that a NIC makes of a capture: every frame is written to a receive buffer, and
 * the TCP payload of it is read back later, as if it were sent on.
 */
final class CaptureTraffic {
  /** Frames written between a frame and the read of its payload; fewer than there are buffers. */
  private static final int READ_BEHIND_FRAMES = 64;

  /**
   * One transfer and the bytes it moves.
   *
   * @param data what a write writes and what a read must find
   */
  record Transfer(HostSpan span, byte[] data) {}

  private CaptureTraffic() {}

  static List<Transfer> of(Path capture, BufferPlacement placement) {
    List<Transfer> transfers = new ArrayList<>();
    Deque<Transfer> unread = new ArrayDeque<>();
    Parser parser = new Parser(ReceiveConfig.DEFAULTS);
    long end = 0;
    try (CaptureReader reader = new CaptureReader(capture)) {
      for (Optional<Frame> f = reader.next(); f.isPresent(); f = reader.next()) {
        byte[] bytes = f.get().bytes();
        long address = placement.next(end, f.get().number(), bytes.length);
        end = address + bytes.length;
        transfers.add(
            new Transfer(span(MemoryOp.WRITE, address, bytes.length, transfers.size()), bytes));
        unread.add(payload(f.get(), parser.parse(bytes, 0, 0), address));
        if (unread.size() > READ_BEHIND_FRAMES) {
          read(unread.remove(), transfers);
        }
      }
    }
    unread.forEach(t -> read(t, transfers));
    return transfers;
  }

  private static Transfer payload(Frame frame, ParsedSegment segment, long address) {
    int from = segment.headerBytes();
    byte[] data = Arrays.copyOfRange(frame.bytes(), from, from + segment.payloadBytes());
    return new Transfer(span(MemoryOp.READ, address + from, data.length, frame.number()), data);
  }

  private static void read(Transfer payload, List<Transfer> transfers) {
    if (payload.data().length > 0) {
      transfers.add(payload);
    }
  }

  private static HostSpan span(MemoryOp op, long address, long bytes, int number) {
    return new HostSpan(op, address, bytes, 0, true, 0, number & 0xffff);
  }
}
