package tandem.cosim.workrequest;

import java.util.AbstractList;
import tandem.model.record.DoorbellWrite;
import tandem.model.workload.Requests;

/** The requests of a trace as postings, made as they are asked for: there may be very many. */
final class TracePostings extends AbstractList<PathPosting> {
  private final Requests requests;

  TracePostings(Requests requests) {
    this.requests = requests;
  }

  @Override
  public PathPosting get(int index) {
    requests.goTo(index);
    return PathPosting.of(
        new DoorbellWrite(
            requests.guest(),
            requests.connection(),
            requests.op(),
            Integer.toUnsignedLong(requests.bytes()),
            requests.fence(),
            false,
            false,
            0));
  }

  @Override
  public int size() {
    return requests.size();
  }
}
