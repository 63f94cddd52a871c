package tandem.cosim.splitter;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Map;
import tandem.cosim.stream.Mode;
import tandem.cosim.stream.Offer;
import tandem.cosim.stream.PauseSpec;
import tandem.model.record.HostSpan;

/**
 * Everything that decides one run of the alignment splitter; what a case file stores and replay
 * repeats.
 *
 * @param name what the scenario is, for messages
 * @param settings parameters and registers that differ from their reset values, by name
 * @param mode which engine moves the streams
 * @param initialSeed of the registers' and memories' initial state
 * @param spans the requests in order
 * @param in pauses of the source of requests
 * @param out pauses of the sink of bursts
 * @param response pauses of the source of answers
 * @param done pauses of the sink of completions
 * @param memory how bursts are answered
 */
@JsonIgnoreProperties(ignoreUnknown = false)
public record SplitterScenario(
    String name,
    Map<String, Long> settings,
    Mode mode,
    long initialSeed,
    List<Offer<HostSpan>> spans,
    PauseSpec in,
    PauseSpec out,
    PauseSpec response,
    PauseSpec done,
    MemorySpec memory) {
  /** A scenario without pauses on the reference memory. */
  public static SplitterScenario of(String name, Map<String, Long> settings, List<HostSpan> spans) {
    return new SplitterScenario(
        name,
        settings,
        Mode.STREAM,
        0,
        spans.stream().map(s -> new Offer<>(0, s)).toList(),
        PauseSpec.NEVER,
        PauseSpec.NEVER,
        PauseSpec.NEVER,
        PauseSpec.NEVER,
        MemorySpec.REFERENCE);
  }

  public SplitterScenario withPauses(
      PauseSpec newIn, PauseSpec newOut, PauseSpec newResponse, PauseSpec newDone) {
    return new SplitterScenario(
        name, settings, mode, initialSeed, spans, newIn, newOut, newResponse, newDone, memory);
  }

  public SplitterScenario withMemory(MemorySpec newMemory) {
    return new SplitterScenario(
        name, settings, mode, initialSeed, spans, in, out, response, done, newMemory);
  }

  public SplitterScenario withMode(Mode newMode) {
    return new SplitterScenario(
        name, settings, newMode, initialSeed, spans, in, out, response, done, memory);
  }

  public SplitterScenario withInitialSeed(long seed) {
    return new SplitterScenario(name, settings, mode, seed, spans, in, out, response, done, memory);
  }

  public SplitterScenario withSpans(List<Offer<HostSpan>> newSpans) {
    return new SplitterScenario(
        name, settings, mode, initialSeed, newSpans, in, out, response, done, memory);
  }
}
