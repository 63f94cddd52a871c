package tandem.model.time;

import java.util.List;
import tandem.model.record.SegmentRun;

/**
 * Predicted cycles of one run of the receive path; all numbers are those of the handshakes.
 *
 * @param firstBeat for each frame the index of its first beat, and behind the last one the number
 *     of beats
 * @param beatCycles for each beat of the input
 * @param runs the units, in delivery order
 * @param runFrames for each unit the number of the frame that was decided last, or is being
 *     decided, when it ends
 * @param runCycles for each unit
 * @param placeCycles for each record that tells where a frame went or that runs were joined
 * @param payloadCycles for each payload beat, in order
 * @param lastCycle the last cycle in which anything happened
 */
public record ReceivePrediction(
    int[] firstBeat,
    long[] beatCycles,
    List<SegmentRun> runs,
    int[] runFrames,
    long[] runCycles,
    long[] placeCycles,
    long[] payloadCycles,
    long lastCycle) {

  /** The cycle in which the last beat of a frame was taken. */
  public long arrivalCycle(int frame) {
    return beatCycles[firstBeat[frame + 1] - 1];
  }
}
