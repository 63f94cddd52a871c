package tandem.model.rx;

import java.util.List;
import java.util.Map;
import tandem.model.record.GuestSegment;
import tandem.model.record.SteeringAnswer;
import tandem.model.record.SteeringCommand;
import tandem.model.record.SteeringHeader;
import tandem.model.record.SteeringStatus;

/**
 * Which guest gets a frame, or the wire, or nobody. A function of the order in which headers and
 * commands are applied; knows no clock. Every record counts as soon as it is applied.
 */
public final class GuestSteering {
  private final SteeringTables tables;
  private final SteeringCounters counters = new SteeringCounters();
  private GuestSteeringConfig config;

  /** As after reset, with the registers of the configuration. */
  public GuestSteering(GuestSteeringConfig config) {
    this.config = config;
    tables = new SteeringTables(config);
  }

  /** Does a command, or says why not. */
  public SteeringAnswer apply(SteeringCommand command) {
    SteeringStatus status = tables.apply(command, config);
    counters.command(status);
    counters.occupancy(tables);
    return new SteeringAnswer(command.tag(), command.issuer(), command.op(), status);
  }

  /** The copies of a frame in their order, or its drop: at least one record. */
  public List<GuestSegment> apply(SteeringHeader header) {
    counters.frame(header);
    List<GuestSegment> copies = SteeringRules.decide(tables, config, header);
    for (GuestSegment copy : copies) {
      counters.copy(copy, config.watchedGuest());
    }
    return copies;
  }

  /**
   * Writes the registers. Whatever is in the tables stays.
   *
   * @throws IllegalArgumentException if a parameter differs, since only registers can be written
   */
  public void write(GuestSteeringConfig changed) {
    Map<String, Long> now = config.toMap();
    for (Map.Entry<String, Long> value : changed.toMap().entrySet()) {
      String name = value.getKey();
      if (!GuestSteeringConfig.registers().contains(name)
          && !value.getValue().equals(now.get(name))) {
        throw new IllegalArgumentException(
            name + " is no register: " + name + "=" + value.getValue() + ", was " + now.get(name));
      }
    }
    config = changed;
  }

  /** All counters by name, as unsigned 64-bit numbers, in the order of their addresses. */
  public Map<String, Long> counters() {
    return counters.toMap();
  }
}
