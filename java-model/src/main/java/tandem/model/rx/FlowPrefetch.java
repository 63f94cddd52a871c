package tandem.model.rx;

import tandem.model.record.ParsedSegment;

/**
 * Reads what the decisions about the next frames will read of the flow table, so that it is in the
 * processor's caches by then. Within a step the reads of all frames go on side by side; frame by
 * frame, each would wait for the one before it. Changes nothing, and a wrong guess costs time only.
 */
final class FlowPrefetch {
  /** Frames that are read ahead at once. */
  static final int FRAMES = 64;

  private final FlowTable table;
  private final int[] entries = new int[FRAMES];
  private final FlowState[] flows = new FlowState[FRAMES];
  private final Run[] runs = new Run[FRAMES];

  /** Makes use of what was read: reads without use may be left out. */
  private long used;

  FlowPrefetch(FlowTable table) {
    this.table = table;
  }

  /** Reads for {@code count} segments from {@code from} on, at most {@link #FRAMES}. */
  void read(ParsedSegment[] segments, int from, int count) {
    long sum = 0;
    for (int i = 0; i < count; i++) {
      sum += table.readRow(segments[from + i].hash());
    }
    for (int i = 0; i < count; i++) {
      entries[i] = table.likelyEntry(segments[from + i].hash());
    }
    for (int i = 0; i < count; i++) {
      flows[i] = table.state(entries[i]);
    }
    for (int i = 0; i < count; i++) {
      FlowState flow = flows[i];
      if (flow != null) {
        sum += flow.read();
        runs[i] = flow.run;
      }
    }
    for (int i = 0; i < count; i++) {
      if (runs[i] != null) {
        sum += runs[i].read();
      }
    }
    used += sum;
  }
}
