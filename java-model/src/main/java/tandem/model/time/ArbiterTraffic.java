package tandem.model.time;

import java.util.List;
import tandem.model.Require;
import tandem.model.record.ArbiterCommand;
import tandem.model.record.PageWrite;

/**
 * What the neighbours of the guest arbiter do. Cycle 0 is the first one behind reset.
 *
 * @param pages the page writes in their order
 * @param pageCycles for each the earliest cycle of its offer
 * @param commands the commands in their order
 * @param commandCycles for each the earliest cycle of its offer
 * @param pickCycles from a grant to the earliest offer of its pick, in turn; at least 1
 * @param pageSource cycles in which the offer of a page write may begin; it stays until it is taken
 * @param commandSource the same for commands
 * @param pickedSource the same for picks
 * @param outSink cycles in which a grant is taken
 * @param answerSink cycles in which an answer is taken
 */
public record ArbiterTraffic(
    List<PageWrite> pages,
    long[] pageCycles,
    List<ArbiterCommand> commands,
    long[] commandCycles,
    List<Integer> pickCycles,
    CyclePattern pageSource,
    CyclePattern commandSource,
    CyclePattern pickedSource,
    CyclePattern outSink,
    CyclePattern answerSink) {
  /** Fails with {@link IllegalArgumentException} for lists that do not fit each other. */
  public ArbiterTraffic {
    Require.range("pageCycles.length", pageCycles.length, pages.size(), pages.size());
    Require.range("commandCycles.length", commandCycles.length, commands.size(), commands.size());
    pickCycles.forEach(cycles -> Require.range("pickCycles", cycles, 1, Integer.MAX_VALUE));
  }

  /** With neighbours that are always willing, and picks that come soon. */
  public static ArbiterTraffic of(
      List<PageWrite> pages,
      long[] pageCycles,
      List<ArbiterCommand> commands,
      long[] commandCycles) {
    return new ArbiterTraffic(
        pages,
        pageCycles,
        commands,
        commandCycles,
        List.of(1),
        CyclePattern.ALWAYS,
        CyclePattern.ALWAYS,
        CyclePattern.ALWAYS,
        CyclePattern.ALWAYS,
        CyclePattern.ALWAYS);
  }
}
