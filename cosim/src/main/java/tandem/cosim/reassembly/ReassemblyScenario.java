package tandem.cosim.reassembly;

import java.util.List;
import java.util.Map;
import tandem.cosim.stream.Mode;
import tandem.cosim.stream.PauseSpec;
import tandem.model.record.HostSpan;

/**
 * Everything that decides one run of the reassembly; what a case file stores and replay repeats.
 *
 * @param name what the scenario is, for messages
 * @param settings parameters of the hardware that differ from their defaults, by name
 * @param cutting configuration of the splitter in front, which the model plays, by name
 * @param mode which engine moves the streams
 * @param initialSeed of the registers' and memories' initial state
 * @param spans the requests in order; those without read bursts are passed over
 * @param burst pauses of the source of bursts
 * @param completion pauses of the source of pieces
 * @param out pauses of the sink of beats
 * @param memory how bursts are answered
 */
public record ReassemblyScenario(
    String name,
    Map<String, Long> settings,
    Map<String, Long> cutting,
    Mode mode,
    long initialSeed,
    List<HostSpan> spans,
    PauseSpec burst,
    PauseSpec completion,
    PauseSpec out,
    ReadMemorySpec memory) {
  /** A scenario without pauses. */
  public static ReassemblyScenario of(
      String name,
      Map<String, Long> settings,
      Map<String, Long> cutting,
      List<HostSpan> spans,
      ReadMemorySpec memory) {
    return new ReassemblyScenario(
        name,
        settings,
        cutting,
        Mode.STREAM,
        0,
        spans,
        PauseSpec.NEVER,
        PauseSpec.NEVER,
        PauseSpec.NEVER,
        memory);
  }

  public ReassemblyScenario withPauses(
      PauseSpec newBurst, PauseSpec newCompletion, PauseSpec newOut) {
    return new ReassemblyScenario(
        name, settings, cutting, mode, initialSeed, spans, newBurst, newCompletion, newOut, memory);
  }

  public ReassemblyScenario withModeAndSeed(Mode newMode, long seed) {
    return new ReassemblyScenario(
        name, settings, cutting, newMode, seed, spans, burst, completion, out, memory);
  }
}
