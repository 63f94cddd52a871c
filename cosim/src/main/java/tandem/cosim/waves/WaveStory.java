package tandem.cosim.waves;

import java.util.List;
import tandem.cosim.regress.Verdict;
import tandem.rtlgen.Manifest;
import tandem.waveforms.compare.NameMapping;
import tandem.waveforms.log.EventLog;

/**
 * A replayed scenario as waves. Cycles are counted from the start of the run.
 *
 * @param verdict of the replay
 * @param model what the model says passes each stream in which cycle; of each stream only the
 *     records that the RTL had not had before the first recorded cycle
 * @param lastCycle up to which the model is known
 * @param lastActivity the last cycle in which the RTL passed a record, or in which it ended the run
 * @param names from the model's signals to those of the RTL's dump
 * @param clock the clock in the RTL's dump
 * @param flow names of the stages in the order of the flow
 * @param cyclesOf whose cycles the model's records stand in, and why, for people
 */
public record WaveStory(
    Verdict verdict,
    EventLog model,
    long lastCycle,
    long lastActivity,
    NameMapping names,
    String clock,
    List<String> flow,
    String cyclesOf) {

  /**
   * A run that the RTL ended by itself: nothing of it was compared, and there is no model's side.
   */
  static WaveStory ended(Verdict verdict, Manifest manifest) {
    String top = manifest.top();
    return new WaveStory(
        verdict,
        new EventLog(List.of(), List.of(), List.of()),
        0,
        verdict.cycles(),
        NameMapping.IDENTITY.restrict(List.of(top + ".*"), List.of(top + ".*.*")),
        top + "." + manifest.clock(),
        List.of(),
        "none, since the RTL ended the run");
  }

  /** Whether there is a model's side. */
  boolean isCompared() {
    return verdict.problem().isEmpty() && verdict.fault().isEmpty();
  }

  /** Says otherwise why the model's records stand in those cycles. */
  public WaveStory withCyclesOf(String text) {
    return new WaveStory(verdict, model, lastCycle, lastActivity, names, clock, flow, text);
  }
}
