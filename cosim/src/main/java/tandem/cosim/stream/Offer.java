package tandem.cosim.stream;

import java.util.List;

/**
 * A record that a source offers.
 *
 * @param afterCycles first cycle in which it may be offered, counted from the start of the stimulus
 */
public record Offer<R extends Record>(long afterCycles, R record) {
  /** Records that may be offered from the start on. */
  public static <R extends Record> List<Offer<R>> atOnce(List<R> records) {
    return records.stream().map(record -> new Offer<>(0, record)).toList();
  }
}
