package tandem.cosim.waves;

import java.util.List;
import tandem.cosim.regress.Verdict;
import tandem.waveforms.compare.NameMapping;
import tandem.waveforms.log.EventLog;

/**
 * A replayed scenario as waves.
 *
 * @param verdict of the replay
 * @param model what the model says passes each stream in which cycle, counted from the first
 *     recorded; of each stream only the records that the RTL had not had before
 * @param cycles cycles recorded
 * @param names from the model's signals to those of the RTL's dump
 * @param clock the clock in the RTL's dump
 * @param flow names of the stages in the order of the flow
 * @param cyclesOf whose cycles the model's records stand in, and why, for people
 */
public record WaveStory(
    Verdict verdict,
    EventLog model,
    long cycles,
    NameMapping names,
    String clock,
    List<String> flow,
    String cyclesOf) {

  /** Says otherwise why the model's records stand in those cycles. */
  public WaveStory withCyclesOf(String text) {
    return new WaveStory(verdict, model, cycles, names, clock, flow, text);
  }
}
