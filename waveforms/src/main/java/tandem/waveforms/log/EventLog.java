package tandem.waveforms.log;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a model predicts: which record passes which stream in which cycle.
 *
 * @param streams in the order of the flow
 * @param events in any order; at most one a stream and cycle
 * @param occupancy in any order; may be empty
 */
public record EventLog(
    List<StreamShape> streams, List<StreamEvent> events, List<OccupancyChange> occupancy) {

  /** Copies the lists, events and occupancies in order of their cycles. */
  public EventLog {
    streams = List.copyOf(streams);
    events = events.stream().sorted(Comparator.comparingLong(StreamEvent::cycle)).toList();
    occupancy =
        occupancy.stream().sorted(Comparator.comparingLong(OccupancyChange::cycle)).toList();
    check(streams, events);
  }

  private static void check(List<StreamShape> streams, List<StreamEvent> events) {
    Map<String, StreamShape> known = new HashMap<>();
    for (StreamShape stream : streams) {
      if (known.put(stream.path(), stream) != null) {
        throw new IllegalArgumentException("stream " + stream.path() + " is declared twice");
      }
    }
    Set<String> taken = new HashSet<>();
    for (StreamEvent event : events) {
      StreamShape shape = known.get(event.stream());
      String where = event.stream() + " cycle " + event.cycle();
      if (shape == null || event.values().size() != shape.fields().size()) {
        throw new IllegalArgumentException(where + ": no such stream, or other fields");
      }
      if (event.cycle() < 0 || !taken.add(event.stream() + "@" + event.cycle())) {
        throw new IllegalArgumentException(where + ": a second record, or a cycle below 0");
      }
    }
  }

  /**
   * Occupancy of a stage from its own events: a tag is in it from its first arrival at {@code
   * input} to its last departure through {@code output}.
   */
  public List<OccupancyChange> occupancyByTag(String stage, String input, String output) {
    Map<String, Long> in = new HashMap<>();
    Map<String, Long> out = new HashMap<>();
    for (StreamEvent event : events) {
      if (event.stream().equals(input)) {
        in.putIfAbsent(event.tag(), event.cycle());
      } else if (event.stream().equals(output)) {
        out.merge(event.tag(), event.cycle(), Math::max);
      }
    }
    TreeMap<Long, Long> steps = new TreeMap<>();
    in.forEach(
        (tag, from) -> {
          steps.merge(from + 1, 1L, Long::sum);
          if (out.containsKey(tag)) {
            steps.merge(Math.max(from, out.get(tag)) + 1, -1L, Long::sum);
          }
        });
    List<OccupancyChange> changes = new ArrayList<>();
    long records = 0;
    for (Map.Entry<Long, Long> step : steps.entrySet()) {
      records += step.getValue();
      changes.add(new OccupancyChange(stage, step.getKey(), records));
    }
    return changes;
  }

  /** The same log with more occupancies. */
  public EventLog with(List<OccupancyChange> more) {
    List<OccupancyChange> all = new ArrayList<>(occupancy);
    all.addAll(more);
    return new EventLog(streams, events, all);
  }
}
