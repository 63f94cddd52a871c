package tandem.cosim.workrequest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tandem.cosim.stream.Beat;
import tandem.model.record.DescriptorBeat;
import tandem.model.record.DescriptorFetch;
import tandem.model.record.RequestInContext;
import tandem.model.record.WorkRequest;

/** What the RTL of the fetch did in one run. */
public record FetchLog(
    long endCycle,
    List<Beat<RequestInContext>> in,
    List<Beat<WorkRequest>> out,
    List<Beat<DescriptorFetch>> fetch,
    List<Beat<DescriptorBeat>> fetchBeat)
    implements StageLog {
  @Override
  public Map<String, List<? extends Beat<?>>> streams() {
    Map<String, List<? extends Beat<?>>> all = new LinkedHashMap<>();
    all.put("in", in);
    all.put("fetch", fetch);
    all.put("fetchBeat", fetchBeat);
    all.put("out", out);
    return all;
  }
}
