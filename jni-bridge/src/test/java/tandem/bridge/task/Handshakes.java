package tandem.bridge.task;

import static tandem.bridge.task.Trigger.beat;
import static tandem.bridge.task.Trigger.falling;
import static tandem.bridge.task.Trigger.rising;

import java.util.ArrayList;
import java.util.List;
import tandem.bridge.BridgeDesigns;
import tandem.bridge.RtlDut;

/** Two tasks at the two ends of a queue, and one that looks on. */
final class Handshakes implements TaskBody {
  static final List<String> EXPECTED =
      List.of(
          "4 sent 1",
          "5 valid rose",
          "6 sent 2",
          "7 took 1",
          "8 took 2",
          "9 valid fell",
          "12 sent 3",
          "13 valid rose",
          "13 took 3",
          "14 valid fell");

  private final List<String> log;

  Handshakes(List<String> log) {
    this.log = log;
  }

  @Override
  public void run(TaskScope main) {
    RtlDut dut = (RtlDut) main.dut();
    dut.signal("reset").set(1);
    main.cycles(3);
    dut.signal("reset").set(0);
    main.start("watcher", this::watch);
    Task receiver = main.start("receiver", this::receive);
    for (int number = 1; number <= 3; number++) {
      dut.signal("in.slot").set(number);
      dut.signal("in.valid").set(1);
      main.await(beat(dut, "in"));
      log.add(main.cycle() + " sent " + number);
      dut.signal("in.valid").set(0);
      main.cycles(number == 2 ? 5 : 1);
    }
    main.join(receiver);
    main.cycles(2);
  }

  private void receive(TaskScope task) {
    RtlDut dut = (RtlDut) task.dut();
    task.cycles(3);
    dut.signal("out.ready").set(1);
    for (int i = 0; i < 3; i++) {
      task.await(beat(dut, "out"));
      log.add(task.cycle() + " took " + dut.signal("out.slot").get());
    }
  }

  private void watch(TaskScope task) {
    RtlDut dut = (RtlDut) task.dut();
    while (true) {
      task.await(rising(dut.signal("out.valid")));
      log.add(task.cycle() + " valid rose");
      task.await(falling(dut.signal("out.valid")));
      log.add(task.cycle() + " valid fell");
    }
  }

  /** For another JVM: prints the log in every style, and which one it chooses itself. */
  public static void main(String[] arguments) {
    for (TaskStyle style : styles(BridgeDesigns.queue(1))) {
      List<String> log = new ArrayList<>();
      try (RtlDut dut = BridgeDesigns.queue(1)) {
        Tasks.run(dut, style, 1000, new Handshakes(log));
      }
      System.out.println(style + " " + log);
    }
    System.out.println("by itself: " + TaskStyle.ofJvm());
  }

  /** The native library is there once an instance was opened. */
  private static List<TaskStyle> styles(RtlDut dut) {
    dut.close();
    return TasksTest.styles();
  }
}
