package tandem.model.tx;

import tandem.model.record.ArbiterCommand;
import tandem.model.record.ArbiterStatus;
import tandem.model.record.EndEvent;
import tandem.model.record.QueueReady;
import tandem.model.record.TurnEvent;

/** Hears of what the guest arbiter does, in the cycle in which it does it. */
public interface ArbiterListener {
  /** A step granted something. */
  void granted(QueueReady grant);

  /** A command has been dealt with. */
  void answered(ArbiterCommand command, ArbiterStatus status);

  /** A turn was prepared. */
  default void prepared(TurnEvent event) {}

  /** A turn has ended. */
  default void ended(EndEvent event) {}
}
