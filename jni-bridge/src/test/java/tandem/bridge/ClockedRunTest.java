package tandem.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The phases of a cycle and who may do what in them. */
class ClockedRunTest {
  private final RtlDut dut = TestDesigns.widths(BuildRequest.Trace.NONE).open(1);
  private final Signal in = dut.signal("in8");
  private final Signal same = dut.signal("same8");

  @AfterEach
  void close() {
    dut.close();
  }

  @Test
  void shouldDriveSettleSampleAndCheckInThatOrder() {
    List<String> log = new ArrayList<>();
    new ClockedRun(dut).add(logging("a", log)).add(logging("b", log)).run(2);
    assertEquals(
        List.of(
            "a drives 1",
            "b drives 1",
            "a samples 1",
            "b samples 1",
            "a checks 1",
            "b checks 1",
            "a drives 2",
            "b drives 2",
            "a samples 2",
            "b samples 2",
            "a checks 2",
            "b checks 2"),
        log);
  }

  private static Agent logging(String name, List<String> log) {
    return new Agent() {
      @Override
      public void drive(long cycle) {
        log.add(name + " drives " + cycle);
      }

      @Override
      public void sample(long cycle) {
        log.add(name + " samples " + cycle);
      }

      @Override
      public void check(long cycle) {
        log.add(name + " checks " + cycle);
      }
    };
  }

  @Test
  void shouldLetAMonitorSeeInACycleWhatWasDrivenForIt() {
    List<Long> seen = new ArrayList<>();
    Agent agent =
        new Agent() {
          @Override
          public void drive(long cycle) {
            in.set(cycle + 7);
          }

          @Override
          public void sample(long cycle) {
            seen.add(same.get());
          }
        };
    new ClockedRun(dut).add(agent).run(3);
    assertEquals(List.of(8L, 9L, 10L), seen);
    assertEquals(10, same.get(), "between runs the signals are free");
  }

  @Test
  void shouldRefuseWhatThePhaseDoesNotAllow() {
    refuses("SAMPLE", "write", new Agents(null, () -> in.set(1), null));
    refuses("CHECK", "write", new Agents(null, null, () -> in.set(1)));
    refuses("DRIVE", "read", new Agents(same::get, null, null));
    refuses("CHECK", "read", new Agents(null, null, same::getBig));
    in.set(3);
    dut.step();
    assertEquals(3, same.get(), "after a refusal the signals are free");
  }

  private void refuses(String phase, String access, Agent agent) {
    ClockedRun run = new ClockedRun(dut).add(agent);
    Exception refusal = assertThrows(IllegalStateException.class, () -> run.run(1));
    assertTrue(refusal.getMessage().contains("phase=" + phase), refusal.getMessage());
    assertTrue(refusal.getMessage().startsWith(access), refusal.getMessage());
  }

  private record Agents(Runnable drives, Runnable samples, Runnable checks) implements Agent {
    @Override
    public void drive(long cycle) {
      run(drives);
    }

    @Override
    public void sample(long cycle) {
      run(samples);
    }

    @Override
    public void check(long cycle) {
      run(checks);
    }

    private static void run(Runnable what) {
      if (what != null) {
        what.run();
      }
    }
  }

  @Test
  void shouldRunUntilAConditionHolds() {
    ClockedRun run = new ClockedRun(dut);
    assertTrue(run.runUntil(() -> dut.cycle() == 5, 100));
    assertEquals(5, dut.cycle());
    assertFalse(run.runUntil(() -> false, 10));
    assertEquals(15, dut.cycle());
  }
}
