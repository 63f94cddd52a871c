package tandem.cosim.workrequest;

import java.util.LinkedHashMap;
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
    Map<String, List<? extends Beat<?>>> all = new LinkedHashMap<>();
    all.put("loaded", loaded);
    all.put("in", in);
    all.put("released", released);
    all.put("completion", completion);
    return all;
  }
}
