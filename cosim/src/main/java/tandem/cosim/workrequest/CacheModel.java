package tandem.cosim.workrequest;

import tandem.model.record.RequestInContext;
import tandem.model.tx.ContextMemory;
import tandem.model.tx.WorkRequestConfig;

/** Where the checker has the model from; replaced only to see whether it notices. */
public interface CacheModel {
  /** The model as it is. */
  CacheModel GOLDEN = new CacheModel() {};

  default WorkRequestConfig config(WorkRequestConfig config) {
    return config;
  }

  default ContextMemory memory(ContextMemory memory) {
    return memory;
  }

  default LookupEvent lookedUp(LookupEvent event) {
    return event;
  }

  default PrefetchEvent prefetched(PrefetchEvent event) {
    return event;
  }

  default RequestInContext issued(RequestInContext request) {
    return request;
  }
}
