package tandem.cosim.workrequest;

import java.util.ArrayList;
import java.util.List;
import tandem.cosim.check.RecordFields;
import tandem.cosim.stream.Beat;
import tandem.model.record.CommandDone;
import tandem.model.record.ConnectionCommand;
import tandem.model.tx.CacheFollower;

/** Commands take effect one after another, each between its handshake and its acknowledge. */
final class CommandCheck {
  private final CacheFollower follower;
  private final HostTrafficCheck host;
  private final List<Beat<ConnectionCommand>> taken = new ArrayList<>();
  private final List<Long> effects = new ArrayList<>();
  private final List<Long> acknowledged = new ArrayList<>();

  CommandCheck(CacheFollower follower, HostTrafficCheck host) {
    this.follower = follower;
    this.host = host;
  }

  void taken(Beat<ConnectionCommand> beat) {
    int before = taken.size();
    if (acknowledged.size() < before
        || before > 0 && beat.cycle() <= acknowledged.get(before - 1)) {
      throw CacheMismatch.illegal(
          beat, "command=" + before, "a command is taken after the acknowledge of the one before");
    }
    taken.add(beat);
  }

  /**
   * A command takes effect.
   *
   * @throws tandem.model.tx.IllegalChoiceException if it may not now
   */
  void acts(Beat<CommandEvent> beat) {
    int number = effects.size();
    String tag = "command=" + number;
    if (taken.size() <= number || taken.get(number).cycle() >= beat.cycle()) {
      throw CacheMismatch.illegal(beat, tag, "there is no command to take effect");
    }
    ConnectionCommand command = taken.get(number).record();
    CommandEvent expected = new CommandEvent(command.kind(), command.connection());
    if (!expected.equals(beat.record())) {
      throw CacheMismatch.of(
          beat.cycle(),
          tag,
          RecordFields.of(expected, beat.record()),
          "commands take effect in order",
          List.of());
    }
    follower.command(command.kind(), command.connection());
    effects.add(beat.cycle());
    if (!host.isAnswered(command.connection())) {
      throw CacheMismatch.illegal(
          beat, tag, "WR-30: first the context is in host memory, then a command takes effect");
    }
  }

  void acknowledged(Beat<CommandDone> beat) {
    int number = acknowledged.size();
    String tag = "command=" + number;
    if (effects.size() <= number || effects.get(number) >= beat.offeredCycle()) {
      throw CacheMismatch.illegal(beat, tag, "WR-30: a command takes effect, then is acknowledged");
    }
    ConnectionCommand command = taken.get(number).record();
    CommandDone expected = new CommandDone(command.kind(), command.connection());
    if (!expected.equals(beat.record())) {
      throw CacheMismatch.of(
          beat.cycle(),
          tag,
          RecordFields.of(expected, beat.record()),
          "WR-30: every command is acknowledged once, in order",
          List.of());
    }
    acknowledged.add(beat.cycle());
  }
}
