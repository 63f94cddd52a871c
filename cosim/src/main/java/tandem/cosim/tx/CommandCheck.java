package tandem.cosim.tx;

import tandem.cosim.check.Judge;
import tandem.cosim.stream.Beat;
import tandem.model.record.CommandDone;
import tandem.model.record.CommandEvent;
import tandem.model.record.ConnectionCommand;
import tandem.model.tx.CacheFollower;

/** Commands take effect one after another, each between its handshake and its acknowledge. */
final class CommandCheck {
  private static final int NONE = -1;

  private final CacheFollower follower;
  private final HostTrafficCheck host;
  private final Judge judge;
  private Beat<ConnectionCommand> current;
  private long effectCycle = NONE;
  private long acknowledgedCycle = NONE;
  private long taken;
  private long acknowledged;

  CommandCheck(CacheFollower follower, HostTrafficCheck host, Judge judge) {
    this.follower = follower;
    this.host = host;
    this.judge = judge;
  }

  private String tag() {
    return "command=" + acknowledged;
  }

  void taken(Beat<ConnectionCommand> beat) {
    judge.holds(
        current == null && beat.cycle() > acknowledgedCycle,
        "command=" + taken,
        beat,
        "a command is taken after the acknowledge of the one before");
    current = beat;
    taken++;
  }

  /** Whether a command was taken before a cycle and has not taken effect. */
  boolean isPending(long cycle) {
    return current != null && effectCycle == NONE && current.cycle() < cycle;
  }

  /** Whether the context of a connection may be on its way to host memory for a command. */
  boolean mayStore(int connection, long cycle) {
    return isPending(cycle) && current.record().connection() == connection;
  }

  /**
   * A command takes effect.
   *
   * @throws tandem.model.IllegalChoiceException if it may not now
   */
  void acts(Beat<CommandEvent> beat) {
    judge.holds(isPending(beat.cycle()), tag(), beat, "there is no command to take effect");
    ConnectionCommand command = current.record();
    judge.same(
        tag(),
        new CommandEvent(command.kind(), command.connection()),
        beat,
        "commands take effect in order");
    follower.command(command.kind(), command.connection());
    effectCycle = beat.cycle();
    judge.holds(
        host.isAnswered(command.connection()),
        tag(),
        beat,
        "WR-30: first the context is in host memory, then a command takes effect");
  }

  void acknowledged(Beat<CommandDone> beat) {
    judge.holds(
        effectCycle != NONE && effectCycle < beat.offeredCycle(),
        tag(),
        beat,
        "WR-30: a command takes effect, then is acknowledged");
    ConnectionCommand command = current.record();
    judge.same(
        tag(),
        new CommandDone(command.kind(), command.connection()),
        beat,
        "WR-30: every command is acknowledged once, in order");
    current = null;
    effectCycle = NONE;
    acknowledgedCycle = beat.cycle();
    acknowledged++;
  }

  /** No more comes. */
  void finish() {
    judge.count("acknowledges", taken, acknowledged, "every command goes all the way, once");
  }
}
