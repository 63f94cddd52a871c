package tandem.cosim.reassembly;

import tandem.model.mem.ReadCompletion;
import tandem.model.record.ByteString;

/**
 * A model's completion as the hardware's stream has it.
 *
 * @param slot slot of the request
 * @param offset where the piece begins inside its request, bytes
 * @param bytes length of {@code data}, 1..64
 */
public record ReadPiece(int slot, long offset, int bytes, ByteString data) {
  static ReadPiece of(ReadCompletion completion) {
    byte[] data = completion.data();
    return new ReadPiece(
        completion.slot(), completion.offset(), data.length, ByteString.owning(data));
  }

  ReadCompletion toCompletion() {
    return new ReadCompletion(slot, offset, data.toArray());
  }
}
