package tandem.model.tx;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;

/** How late requests were executed, connection by connection: the cost of reordering (WR-23). */
public final class Displacement {
  private static final class Values {
    double[] values = new double[4];
    int size;

    void add(long value) {
      if (size == values.length) {
        values = Arrays.copyOf(values, 2 * size);
      }
      values[size++] = value;
    }
  }

  private final Map<Integer, Values> byConnection = new TreeMap<>();

  /**
   * Takes an executed request.
   *
   * @param position place in execution order
   * @param entry place in posting order
   */
  public void add(int connection, long position, long entry) {
    byConnection.computeIfAbsent(connection, c -> new Values()).add(Math.max(0, position - entry));
  }

  /** Largest displacement of a connection, 0 for one without requests. */
  public long maximum(int connection) {
    Values found = byConnection.get(connection);
    long maximum = 0;
    for (int i = 0; found != null && i < found.size; i++) {
      maximum = Math.max(maximum, (long) found.values[i]);
    }
    return maximum;
  }

  /** Percentile of the displacements of a connection, 0 for one without requests. */
  public double percentile(int connection, double percent) {
    Values found = byConnection.get(connection);
    return found == null ? 0 : new Percentile(percent).evaluate(found.values, 0, found.size);
  }
}
