package tandem.cosim.mem;

import java.util.List;
import java.util.Random;
import tandem.model.mem.AlignmentSplitter;
import tandem.model.mem.SplitRequest;
import tandem.model.mem.SplitterConfig;
import tandem.model.record.HostBurst;
import tandem.model.record.HostSpan;
import tandem.model.record.MemoryOp;

/** The requests of a scenario that read anything, cut by the model, with the data they read. */
final class ReadRequests {
  static final int BEAT_BYTES = 64;

  private final List<SplitRequest> requests;
  private final long seed;

  ReadRequests(SplitterConfig config, List<HostSpan> spans, long seed) {
    AlignmentSplitter splitter = new AlignmentSplitter(config);
    this.requests =
        spans.stream()
            .filter(s -> s.op() == MemoryOp.READ)
            .map(splitter::accept)
            .filter(r -> !r.bursts().isEmpty())
            .toList();
    this.seed = seed;
  }

  List<SplitRequest> list() {
    return requests;
  }

  List<HostBurst> bursts() {
    return requests.stream().flatMap(r -> r.bursts().stream()).toList();
  }

  /** Beats that must be delivered in all. */
  long beats() {
    return requests.stream().mapToLong(r -> (r.span().bytes() + BEAT_BYTES - 1) / BEAT_BYTES).sum();
  }

  /** What memory holds for a request; another request's differs. */
  byte[] data(SplitRequest request) {
    byte[] data = new byte[Math.toIntExact(request.span().bytes())];
    new Random(seed + request.number()).nextBytes(data);
    return data;
  }
}
