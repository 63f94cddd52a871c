package tandem.cosim.workrequest;

import java.util.Locale;
import tandem.cosim.rtl.UsageException;
import tandem.model.tx.QueueFormat;
import tandem.model.tx.RequestSource;
import tandem.model.tx.WorkRequestConfig;

/**
 * Refuses requests of one connection in several queues where descriptors are fetched: they may be
 * executed in another order than they were posted in, and fail (D3).
 */
final class OneQueueEach extends ForwardedRequests {
  private final int queues;
  private final String name;
  private final byte[] queueOfConnection;

  /**
   * @param name of the requests, for the message
   */
  OneQueueEach(WorkRequestConfig config, RequestSource source, String name) {
    super(source);
    this.name = name;
    queues = matters(config) ? config.numQueues() : 1;
    queueOfConnection = new byte[queues == 1 ? 0 : 1 << config.connectionBits()];
  }

  /** Whether the queue of a connection can matter at all. */
  static boolean matters(WorkRequestConfig config) {
    return config.numQueues() > 1 && config.queueFormat() == QueueFormat.CID;
  }

  @Override
  public boolean advance() {
    boolean found = super.advance();
    if (found && queues > 1) {
      check();
    }
    return found;
  }

  private void check() {
    int queue = guest() % queues;
    int before = queueOfConnection[connection()] - 1;
    if (before >= 0 && before != queue) {
      throw new UsageException(
          String.format(
              Locale.ROOT,
              "%s: requests of one connection in several queues may find wrong descriptors (D3), which the model does not follow: connection=%d queues=%d,%d numQueues=%d; take --set queueFormat=WR or --engine rtl",
              name,
              connection(),
              before,
              queue,
              queues));
    }
    queueOfConnection[connection()] = (byte) (queue + 1);
  }
}
