package tandem.bridge;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Runs clocked agents cycle by cycle and holds them to the phases: in every cycle all drive, then
 * the design settles, then all sample, then all check. Between runs the signals are free.
 *
 * <p>An exception of an agent ends the run at once and passes through.
 */
public final class ClockedRun {
  private static final Agent[] NONE = {};

  private final Dut dut;
  private final List<Agent> agents = new ArrayList<>();

  public ClockedRun(Dut dut) {
    this.dut = dut;
  }

  /** Adds an agent behind those that are there. */
  public ClockedRun add(Agent agent) {
    agents.add(agent);
    return this;
  }

  /**
   * Runs that many cycles.
   *
   * @throws RtlEndedException if the RTL ended the simulation
   */
  public void run(long cycles) {
    runUntil(() -> false, cycles);
  }

  /**
   * Runs until a condition holds at the end of a cycle, at most that many cycles.
   *
   * @return whether the condition came to hold
   * @throws RtlEndedException if the RTL ended the simulation
   */
  public boolean runUntil(BooleanSupplier condition, long maxCycles) {
    Agent[] drivers = those("drive");
    Agent[] monitors = those("sample");
    Agent[] checkers = those("check");
    try {
      for (long left = maxCycles, cycle = dut.cycle() + 1; left > 0; left--, cycle++) {
        cycle(drivers, monitors, checkers, cycle);
        if (condition.getAsBoolean()) {
          return true;
        }
      }
      return false;
    } finally {
      dut.enter(null);
    }
  }

  private void cycle(Agent[] drivers, Agent[] monitors, Agent[] checkers, long cycle) {
    dut.enter(Phase.DRIVE);
    for (Agent agent : drivers) {
      agent.drive(cycle);
    }
    // Settling is the call itself: no agent runs meanwhile.
    dut.step(1);
    dut.enter(Phase.SAMPLE);
    for (Agent agent : monitors) {
      agent.sample(cycle);
    }
    if (checkers.length != 0) {
      dut.enter(Phase.CHECK);
      for (Agent agent : checkers) {
        agent.check(cycle);
      }
    }
  }

  /** The agents that do something in a phase. */
  private Agent[] those(String phase) {
    List<Agent> acting = new ArrayList<>();
    for (Agent agent : agents) {
      try {
        if (agent.getClass().getMethod(phase, long.class).getDeclaringClass() != Agent.class) {
          acting.add(agent);
        }
      } catch (NoSuchMethodException e) {
        throw new IllegalStateException("every agent has " + phase, e);
      }
    }
    return acting.toArray(NONE);
  }
}
