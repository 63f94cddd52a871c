package tandem.cosim.timing;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the model, alone, says passes each stream: one record for each predicted cycle.
 *
 * @param streams the records of each stream in order, the streams in the order of the flow; empty
 *     where the model follows the RTL
 * @param why the model follows the RTL, for people, as it goes on behind "those of the RTL"
 */
public record ModelRecords(Map<String, List<Tagged>> streams, String why) {
  /**
   * One record.
   *
   * @param tag under which it is followed from stream to stream; empty if it is not
   */
  public record Tagged(String tag, Record record) {}

  /** The records of the model alone. */
  public static ModelRecords of(Map<String, List<Tagged>> streams) {
    return new ModelRecords(streams, "");
  }

  /** Where there is not a predicted cycle for each record, as it goes on behind; else empty. */
  public String lack(Prediction predicted) {
    return streams.entrySet().stream()
        .filter(stream -> predicted.cycles().containsKey(stream.getKey()))
        .map(s -> lack(s.getKey(), s.getValue().size(), predicted.cycles().get(s.getKey()).length))
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining());
  }

  private static String lack(String stream, int records, int cycles) {
    return records == cycles
        ? ""
        : String.format(
            Locale.ROOT, ", since %s has records=%d predicted cycles=%d", stream, records, cycles);
  }

  /** The model follows the RTL. */
  public static ModelRecords followed(String why) {
    return new ModelRecords(Map.of(), why);
  }
}
