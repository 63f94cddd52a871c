package tandem.cosim.waves;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import tandem.cosim.stream.Beat;
import tandem.cosim.stream.RecordCodec;
import tandem.rtlgen.Manifest;
import tandem.waveforms.log.FieldShape;
import tandem.waveforms.log.StreamEvent;
import tandem.waveforms.log.StreamShape;

/** Turns the records of one stream into the events of a wave. */
public final class StreamWaves {
  private final Manifest.Stream stream;
  private final StreamShape shape;
  private final long fromCycle;
  private final List<StreamEvent> events = new ArrayList<>();
  private RecordCodec<?> codec;
  private long before;

  /**
   * @param stage the stage the stream belongs to
   * @param fromCycle first cycle of the waves
   * @param actual the records of the RTL on that stream: those before the first cycle are left out
   *     by number on the model's side, too, so that both sides begin with the same record
   */
  public StreamWaves(
      String stage, Manifest.Stream stream, long fromCycle, List<? extends Beat<?>> actual) {
    this.stream = stream;
    this.before = actual.stream().filter(b -> b.cycle() < fromCycle).count();
    this.shape =
        new StreamShape(
            stage,
            stream.name(),
            stream.fields().stream().map(f -> new FieldShape(f.name(), f.widthBits())).toList());
    this.fromCycle = fromCycle;
  }

  /** Adds the model's next record, which passes in that cycle. */
  public void add(long cycle, String tag, Record record) {
    if (before-- <= 0 && cycle >= fromCycle) {
      events.add(new StreamEvent(shape.path(), cycle, tag, values(record)));
    }
  }

  /** Whether whoever takes the records may hold them back. */
  boolean hasReady() {
    return stream.hasReady();
  }

  /** Name of the record that passes. */
  String record() {
    return stream.record();
  }

  public StreamShape shape() {
    return shape;
  }

  public List<StreamEvent> events() {
    return events;
  }

  private List<BigInteger> values(Record record) {
    if (codec == null) {
      codec = RecordCodec.of(record.getClass(), stream);
    }
    return codec.numbers(record);
  }
}
