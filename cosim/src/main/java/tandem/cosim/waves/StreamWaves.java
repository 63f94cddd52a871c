package tandem.cosim.waves;

import java.lang.reflect.RecordComponent;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import tandem.cosim.stream.Beat;
import tandem.rtlgen.Manifest;
import tandem.waveforms.log.FieldShape;
import tandem.waveforms.log.StreamEvent;
import tandem.waveforms.log.StreamShape;

/** Turns the records of one stream into the events of a wave. */
public final class StreamWaves {
  private static final BigInteger TWO_TO_64 = BigInteger.ONE.shiftLeft(Long.SIZE);

  private final StreamShape shape;
  private final long fromCycle;
  private final List<StreamEvent> events = new ArrayList<>();
  private long before;

  /**
   * @param stage the stage the stream belongs to
   * @param fromCycle first cycle of the waves
   * @param actual the records of the RTL on that stream: those before the first cycle are left out
   *     by number on the model's side, too, so that both sides begin with the same record
   */
  public StreamWaves(
      String stage, Manifest.Stream stream, long fromCycle, List<? extends Beat<?>> actual) {
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
      events.add(new StreamEvent(shape.path(), cycle - fromCycle, tag, values(record)));
    }
  }

  public StreamShape shape() {
    return shape;
  }

  public List<StreamEvent> events() {
    return events;
  }

  private static List<BigInteger> values(Record record) {
    List<BigInteger> values = new ArrayList<>();
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      try {
        values.add(value(component.getAccessor().invoke(record)));
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("a public record has public accessors: " + component, e);
      }
    }
    return values;
  }

  private static BigInteger value(Object value) {
    if (value instanceof Boolean bit) {
      return bit ? BigInteger.ONE : BigInteger.ZERO;
    }
    if (value instanceof Enum<?> code) {
      return BigInteger.valueOf(code.ordinal());
    }
    BigInteger number = BigInteger.valueOf(((Number) value).longValue());
    return number.signum() < 0 ? number.add(TWO_TO_64) : number;
  }
}
