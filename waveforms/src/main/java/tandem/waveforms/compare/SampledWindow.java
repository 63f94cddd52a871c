package tandem.waveforms.compare;

import java.util.List;

/**
 * What both sides show in a run of cycles, stream by stream, for drawing.
 *
 * @param firstCycle the first cycle sampled
 * @param streams in the order of declaration, which is that of the flow
 */
public record SampledWindow(long firstCycle, int cycles, List<StreamSamples> streams) {

  /**
   * A stream, or a lone signal as a stream without handshake and with one field.
   *
   * @param handshake whether valid and ready mean something here
   */
  public record StreamSamples(
      String name,
      boolean handshake,
      boolean hasReady,
      List<String> fields,
      List<Sample> expected,
      List<Sample> actual) {}

  /**
   * One side of a stream in one cycle.
   *
   * @param valid digit, `-` if the dump does not reach that cycle
   * @param ready digit; `1` if the stream has no ready
   * @param values short hexadecimal, one a field
   */
  public record Sample(char valid, char ready, List<String> values) {
    /** A cycle that the dump does not have. */
    public static final Sample NONE = new Sample('-', '-', List.of());

    /** Whether a record passes. */
    public boolean fires() {
      return valid == '1' && ready == '1';
    }
  }
}
