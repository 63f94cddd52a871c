package tandem.model.rx;

import java.util.BitSet;
import tandem.model.record.SteeringCommand;

/** The three bits of every guest (GS-40, GS-44). */
final class GuestSwitches {
  private final BitSet enabled = new BitSet();
  private final BitSet antiSpoof = new BitSet();
  private final BitSet loopback = new BitSet();

  GuestSwitches(int guests) {
    antiSpoof.set(0, guests);
    loopback.set(0, guests);
  }

  void set(SteeringCommand command) {
    enabled.set(command.guest(), command.enabled());
    antiSpoof.set(command.guest(), command.antiSpoof());
    loopback.set(command.guest(), command.loopback());
  }

  /** Whether a guest takes part; one that does not exist never does. */
  boolean enabled(int guest) {
    return enabled.get(guest);
  }

  boolean antiSpoof(int guest) {
    return antiSpoof.get(guest);
  }

  boolean loopback(int guest) {
    return loopback.get(guest);
  }

  /** Takes out of a set whoever does not take part. */
  void retainEnabled(BitSet guests) {
    guests.and(enabled);
  }
}
