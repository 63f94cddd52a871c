package tandem.model.workload;

import org.apache.commons.math3.random.Well19937c;
import tandem.model.tx.ContextTable;
import tandem.model.tx.ExecutionListener;
import tandem.model.tx.WorkRequestConfig;
import tandem.model.tx.WorkRequestPath;

/**
 * Runs uniform sends through scheduler and cache, to be timed from outside: arguments connections,
 * millions of requests, window, cacheEntries. Prints the hits.
 */
public final class SchedulerSpeed {
  private static final int LIST = 1_000_000;

  private SchedulerSpeed() {}

  public static void main(String[] arguments) {
    int connections = Integer.parseInt(arguments[0]);
    int millions = Integer.parseInt(arguments[1]);
    WorkRequestConfig config =
        WorkRequestConfig.DEFAULTS.with(
            java.util.Map.of(
                "connectionBits",
                24L,
                "connectionLimit",
                1L << 24,
                "window",
                Long.parseLong(arguments[2]),
                "cacheEntries",
                Long.parseLong(arguments[3])));
    WorkRequestPath path = new WorkRequestPath(config, new ContextTable(config));
    ConnectionChoice choice = ConnectionChoices.uniform(connections, new Well19937c(1));
    Requests requests = Requests.sends(choice, LIST);
    for (int i = 0; i < millions; i++) {
      path.run(requests.rewind(), ExecutionListener.NONE);
    }
    System.out.println(path.counters().toMap());
  }
}
