package tandem.bridge;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tandem.rtlgen.Manifest;

/**
 * How a responder makes a response record from a request record: fields of equal name are copied.
 */
final class RecordCopy {
  private static final String FAILED = "failed";

  private final List<int[]> copies = new ArrayList<>();
  private int failedAt = -1;

  private RecordCopy() {}

  static RecordCopy of(Manifest manifest, Responder responder) {
    Manifest.Stream request = manifest.stream(responder.request());
    Manifest.Stream response = manifest.stream(responder.response());
    RecordCopy copy = new RecordCopy();
    for (Manifest.Field to : response.fields()) {
      if (to.name().equals(FAILED)) {
        copy.failedAt = to.offsetBytes();
        continue;
      }
      Manifest.Field from =
          request.fields().stream()
              .filter(f -> f.name().equals(to.name()) && f.sizeBytes() == to.sizeBytes())
              .findFirst()
              .orElseThrow(
                  () ->
                      new BridgeException(
                          "a response field has no request field of that name and size: "
                              + String.format(
                                  Locale.ROOT,
                                  "request=%s response=%s field=%s",
                                  request.name(),
                                  response.name(),
                                  to.name())));
      copy.copies.add(new int[] {from.offsetBytes(), to.offsetBytes(), to.sizeBytes()});
    }
    return copy;
  }

  /** Whether each field of the response, {@code failed} aside, is a field of the request. */
  static boolean isAnswer(Manifest.Stream request, Manifest.Stream response) {
    return response.fields().stream()
        .allMatch(
            to ->
                to.name().equals(FAILED)
                    || request.fields().stream()
                        .anyMatch(
                            f -> f.name().equals(to.name()) && f.sizeBytes() == to.sizeBytes()));
  }

  /** Offset of the failed field in the response, -1 if it has none. */
  int failedAt() {
    return failedAt;
  }

  /** {@code from, to, bytes} one after another, as design_abi.h wants them. */
  int[] triples() {
    return copies.stream().flatMapToInt(java.util.Arrays::stream).toArray();
  }

  byte[] response(ByteBuffer memory, int requestAt, int responseBytes, boolean failed) {
    byte[] response = new byte[responseBytes];
    for (int[] copy : copies) {
      memory.get(requestAt + copy[0], response, copy[1], copy[2]);
    }
    if (failedAt >= 0) {
      response[failedAt] = (byte) (failed ? 1 : 0);
    }
    return response;
  }
}
