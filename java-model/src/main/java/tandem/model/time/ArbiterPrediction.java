package tandem.model.time;

import java.util.List;
import java.util.Map;
import tandem.model.record.ArbiterAnswer;
import tandem.model.record.EndEvent;
import tandem.model.record.QueueReady;
import tandem.model.record.TurnEvent;

/**
 * Predicted cycles and records of one run of the guest arbiter; the cycles are those of the
 * handshakes, of the probes those in which they are seen.
 */
public record ArbiterPrediction(
    long[] pageCycles,
    long[] commandCycles,
    List<Moved<QueueReady>> grants,
    List<Moved<ArbiterAnswer>> answers,
    List<Moved<TurnEvent>> turns,
    List<Moved<EndEvent>> ends,
    Map<Long, Integer> pageOfEntry,
    Map<String, Long> counters,
    long lastCycle) {
  /** A record and its cycle. */
  public record Moved<R extends Record>(R record, long cycle) {
    /** The cycles alone. */
    public static long[] cycles(List<? extends Moved<?>> moved) {
      return moved.stream().mapToLong(Moved::cycle).toArray();
    }
  }
}
