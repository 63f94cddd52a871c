package tandem.cosim.workrequest;

import java.util.List;
import java.util.Map;
import tandem.cosim.stream.Beat;
import tandem.model.record.Completion;
import tandem.model.record.Released;
import tandem.model.record.WorkRequest;

/** What the RTL of the execution stub did in one run. */
public record StubLog(
    long endCycle,
    List<Beat<WorkRequest>> in,
    List<Beat<LoadedEvent>> loaded,
    List<Beat<Completion>> completion,
    List<Beat<Released>> released)
    implements StageLog {
  @Override
  public Map<String, List<? extends Beat<?>>> streams() {
    return Map.of("in", in, "loaded", loaded, "completion", completion, "released", released);
  }
}
