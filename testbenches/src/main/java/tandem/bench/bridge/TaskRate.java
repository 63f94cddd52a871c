package tandem.bench.bridge;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import tandem.bridge.RtlDut;
import tandem.bridge.task.Tasks;
import tandem.bridge.task.Trigger;

/** In a JVM of its own: how many awaits a second tasks make that all await every cycle. */
final class TaskRate {
  private static final int ROUNDS = 5;

  /** Time of the processor that this process had: other programs on the machine do not count. */
  private static final OperatingSystemMXBean JVM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private TaskRate() {}

  /** Prints awaits a second, the median of five; arguments: tasks, cycles of one round. */
  public static void main(String[] arguments) {
    int tasks = Integer.parseInt(arguments[0]);
    long cycles = Long.parseLong(arguments[1]);
    double[] rates = new double[ROUNDS];
    try (RtlDut dut = BenchDesign.open(BenchDesign.trained())) {
      dut.signal("reset").set(1);
      run(dut, tasks, cycles);
      for (int round = 0; round < ROUNDS; round++) {
        long begin = JVM.getProcessCpuTime();
        run(dut, tasks, cycles);
        rates[round] = 1e9 * tasks * cycles / (JVM.getProcessCpuTime() - begin);
      }
    }
    Arrays.sort(rates);
    System.out.println((long) rates[ROUNDS / 2]);
  }

  private static void run(RtlDut dut, int tasks, long cycles) {
    Tasks.run(
        dut,
        cycles + 1,
        main -> {
          for (int i = 1; i < tasks; i++) {
            main.start(
                "task " + i,
                task -> {
                  Trigger cycle = Trigger.cycles(1);
                  while (true) {
                    task.await(cycle);
                  }
                });
          }
          Trigger cycle = Trigger.cycles(1);
          for (long left = cycles; left > 0; left--) {
            main.await(cycle);
          }
        });
  }
}
