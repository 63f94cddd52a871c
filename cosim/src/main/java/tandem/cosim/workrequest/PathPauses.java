package tandem.cosim.workrequest;

import java.util.function.Supplier;
import tandem.cosim.stream.PauseSpec;

/** When the agents at the streams of the work-request path pause, by the names of the streams. */
public record PathPauses(
    PauseSpec doorbell,
    PauseSpec command,
    PauseSpec acknowledge,
    PauseSpec contextLoad,
    PauseSpec contextBeat,
    PauseSpec contextStore,
    PauseSpec contextStored,
    PauseSpec fetch,
    PauseSpec fetchBeat,
    PauseSpec completion) {
  /** No agent ever pauses. */
  public static final PathPauses NEVER = each(() -> PauseSpec.NEVER);

  /** One pattern for each stream. */
  public static PathPauses each(Supplier<PauseSpec> patterns) {
    return new PathPauses(
        patterns.get(),
        patterns.get(),
        patterns.get(),
        patterns.get(),
        patterns.get(),
        patterns.get(),
        patterns.get(),
        patterns.get(),
        patterns.get(),
        patterns.get());
  }
}
