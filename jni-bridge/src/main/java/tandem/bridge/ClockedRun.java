package tandem.bridge;

import java.util.ArrayList;
import java.util.Arrays;
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
    Acting drivers = new Acting(those("drive"));
    Acting monitors = new Acting(those("sample"));
    Agent[] checkers = those("check");
    try {
      for (long left = maxCycles, cycle = dut.cycle() + 1; left > 0; left--, cycle++) {
        dut.enter(Phase.DRIVE);
        drivers.drive(cycle);
        // Settling is the call itself: no agent runs meanwhile.
        dut.step(1);
        dut.enter(Phase.SAMPLE);
        monitors.sample(cycle);
        if (checkers.length != 0) {
          dut.enter(Phase.CHECK);
          for (Agent agent : checkers) {
            agent.check(cycle);
          }
        }
        if (condition.getAsBoolean()) {
          return true;
        }
      }
      return false;
    } finally {
      dut.enter(null);
    }
  }

  /**
   * The agents of a phase. The first ones have a call of their own each: there the JVM sees one
   * class only and compiles the agent into the loop, which a call for all of them would prevent.
   */
  private static final class Acting {
    private static final int OWN_CALLS = 6;
    private static final Agent NOBODY = new Agent() {};

    private final Agent a;
    private final Agent b;
    private final Agent c;
    private final Agent d;
    private final Agent e;
    private final Agent f;
    private final Agent[] others;

    Acting(Agent[] agents) {
      Agent[] own = Arrays.copyOf(agents, Math.max(agents.length, OWN_CALLS));
      Arrays.fill(own, agents.length, own.length, NOBODY);
      a = own[0];
      b = own[1];
      c = own[2];
      d = own[3];
      e = own[4];
      f = own[5];
      others = Arrays.copyOfRange(own, OWN_CALLS, own.length);
    }

    void drive(long cycle) {
      a.drive(cycle);
      b.drive(cycle);
      c.drive(cycle);
      d.drive(cycle);
      e.drive(cycle);
      f.drive(cycle);
      for (Agent other : others) {
        other.drive(cycle);
      }
    }

    void sample(long cycle) {
      a.sample(cycle);
      b.sample(cycle);
      c.sample(cycle);
      d.sample(cycle);
      e.sample(cycle);
      f.sample(cycle);
      for (Agent other : others) {
        other.sample(cycle);
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
