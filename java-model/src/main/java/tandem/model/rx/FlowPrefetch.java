package tandem.model.rx;

import tandem.model.record.ParsedSegment;

/**
 * Reads what the decisions about the next frames will read of the flow table, so that it is in the
 * processor's caches by then. Within a step the reads for all frames go on side by side; frame by
 * frame, each would wait for the one before it. Changes nothing; a wrong guess costs time only.
 */
final class FlowPrefetch {
  /** Frames that are read ahead at once. */
  static final int FRAMES = 64;

  private final FlowTable table;
  private final OpenList open;

  // What the steps know of each frame: its entry, and whether the flow in it makes room for it.
  private final int[] entries = new int[FRAMES];
  private final boolean[] replaces = new boolean[FRAMES];

  /** Makes use of what was read: reads without use may be left out. */
  private long used;

  FlowPrefetch(FlowTable table) {
    this.table = table;
    open = table.open();
  }

  /** Reads for {@code count} segments from {@code from} on, at most {@link #FRAMES}. */
  void read(ParsedSegment[] segments, int from, int count) {
    long sum = 0;
    for (int i = 0; i < count; i++) {
      sum += table.readRow(segments[from + i].hash());
    }
    for (int i = 0; i < count; i++) {
      sum += findEntry(i, segments[from + i]);
    }
    for (int i = 0; i < count; i++) {
      if (replaces[i]) {
        entries[i] = table.place(segments[from + i].hash(), segments[from + i].guest());
      }
    }
    for (int i = 0; i < count; i++) {
      sum += readFlow(i);
    }
    for (int i = 0; i < count; i++) {
      sum += readRun(i);
    }
    used += sum;
  }

  private long findEntry(int i, ParsedSegment segment) {
    entries[i] = table.likely(segment.hash());
    replaces[i] = entries[i] == FlowTable.NONE;
    return replaces[i] ? table.readAges(segment.hash()) : table.readAge(entries[i]);
  }

  private long readFlow(int i) {
    FlowState flow = entries[i] == FlowTable.NONE ? null : table.state(entries[i]);
    return flow == null ? 0 : flow.read();
  }

  private long readRun(int i) {
    FlowState flow = entries[i] == FlowTable.NONE ? null : table.state(entries[i]);
    if (flow == null) {
      return 0;
    }
    long read = flow.run.read();
    return replaces[i] && flow.listed ? read + flow.run.readFirst() + open.read(entries[i]) : read;
  }
}
