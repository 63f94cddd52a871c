package tandem.cosim.rx;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import tandem.model.record.FrameBeat;

/** Puts frames together of their beats. */
public final class FrameBytes {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /** Adds a beat; gives the frame that ends with it. */
  public Optional<byte[]> add(FrameBeat beat) {
    bytes.writeBytes(beat.data().toArray());
    if (!beat.last()) {
      return Optional.empty();
    }
    byte[] frame = bytes.toByteArray();
    bytes.reset();
    return Optional.of(frame);
  }
}
