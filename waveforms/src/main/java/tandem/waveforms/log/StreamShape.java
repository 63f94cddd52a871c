package tandem.waveforms.log;

import java.util.List;

/**
 * A stream between two stages and the fields of its records.
 *
 * @param stage the stage that sends it; scopes of the dump are {@code stage.name}
 * @param name the record's name, such as `HostBurst`
 */
public record StreamShape(String stage, String name, List<FieldShape> fields) {
  public StreamShape {
    fields = List.copyOf(fields);
  }

  /** Stage and name joined by a dot; unique in a log. */
  public String path() {
    return stage + "." + name;
  }
}
