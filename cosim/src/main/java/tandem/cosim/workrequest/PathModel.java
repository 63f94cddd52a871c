package tandem.cosim.workrequest;

import java.util.Map;
import tandem.model.record.Completion;
import tandem.model.record.LookupEvent;
import tandem.model.record.RequestInContext;
import tandem.model.record.ScheduledRequest;
import tandem.model.record.WorkRequest;
import tandem.model.tx.WorkRequestConfig;

/** What the checker of the path has from the model; replaced only to see whether it notices. */
public interface PathModel {
  /** The model as it is. */
  PathModel GOLDEN = new PathModel() {};

  /** The configuration the model is given. */
  default WorkRequestConfig config(WorkRequestConfig config) {
    return config;
  }

  default ScheduledRequest scheduled(ScheduledRequest request) {
    return request;
  }

  default LookupEvent lookedUp(LookupEvent event) {
    return event;
  }

  default RequestInContext issued(RequestInContext request) {
    return request;
  }

  default WorkRequest workRequest(WorkRequest request) {
    return request;
  }

  default Completion completion(Completion completion) {
    return completion;
  }

  /** The counters at the end. */
  default Map<String, Long> counters(Map<String, Long> counters) {
    return counters;
  }
}
