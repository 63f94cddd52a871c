package tandem.model.rx;

import tandem.model.record.SegmentPlace;
import tandem.model.record.SegmentRun;

/** What a benchmark does with the output: builds every header and counts all bytes. */
final class DeliveredBytes implements ReceiveOutput {
  private final HeaderBuilder headers;
  private long count;

  DeliveredBytes(ReceiveConfig config) {
    headers = new HeaderBuilder(config);
  }

  /** Bytes of the headers and the payload up to now. */
  long count() {
    return count;
  }

  @Override
  public void run(SegmentRun run) {
    count += headers.build(run).totalBytes();
  }

  @Override
  public void place(SegmentPlace place) {
    count += place.bytes();
  }
}
