package tandem.bridge.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tandem.bridge.task.Trigger.allOf;
import static tandem.bridge.task.Trigger.cycles;
import static tandem.bridge.task.Trigger.firstOf;
import static tandem.bridge.task.Trigger.value;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tandem.bridge.BridgeDesigns;
import tandem.bridge.Outcome;
import tandem.bridge.RtlDut;
import tandem.bridge.RtlEndedException;

class TasksTest {
  private final RtlDut dut = BridgeDesigns.queue(1);
  private final List<String> log = new ArrayList<>();

  @AfterEach
  void close() {
    dut.close();
  }

  static List<TaskStyle> styles() {
    return Stream.of(TaskStyle.values()).filter(TaskStyle::isAvailable).toList();
  }

  private void run(TaskStyle style, TaskBody main) {
    Tasks.run(dut, style, 1000, main);
  }

  private void log(TaskScope task, String what) {
    log.add(task.cycle() + " " + what);
  }

  @ParameterizedTest
  @MethodSource("styles")
  void shouldRunTasksInTheOrderOfTheirStarts(TaskStyle style) {
    run(
        style,
        main -> {
          for (String name : List.of("a", "b", "c")) {
            main.start(
                name,
                task -> {
                  log(task, name + " begins");
                  task.cycles(name.equals("b") ? 2 : 1);
                  log(task, name + " goes on");
                });
          }
          log(main, "main");
          main.cycles(5);
          log(main, "main ends");
        });
    assertEquals(
        List.of(
            "0 main",
            "0 a begins",
            "0 b begins",
            "0 c begins",
            "1 a goes on",
            "1 c goes on",
            "2 b goes on",
            "5 main ends"),
        log);
  }

  @ParameterizedTest
  @MethodSource("styles")
  void shouldAwaitEdgesValuesAndBeats(TaskStyle style) {
    run(style, new Handshakes(log));
    assertEquals(Handshakes.EXPECTED, log);
  }

  @ParameterizedTest
  @MethodSource("styles")
  void shouldCombineTriggers(TaskStyle style) {
    run(
        style,
        main -> {
          assertEquals(1, main.await(firstOf(cycles(9), cycles(4), cycles(4))));
          assertEquals(4, main.cycle());
          assertEquals(0, main.await(allOf(cycles(3), cycles(5))));
          assertEquals(9, main.cycle());
          Task worker = main.start("worker", task -> task.cycles(2));
          assertEquals(1, main.await(firstOf(cycles(7), Trigger.ended(worker))));
          assertEquals(11, main.cycle());
          assertEquals(0, main.await(Trigger.ended(worker)), "an ended task fires at once");
          main.join(worker);
          assertEquals(11, main.cycle());
        });
  }

  @ParameterizedTest
  @MethodSource("styles")
  void shouldNameTheTaskThatFailedAndCleanUpTheOthers(TaskStyle style) {
    TaskFailedException failed =
        assertThrows(
            TaskFailedException.class,
            () ->
                run(
                    style,
                    main -> {
                      main.start("bystander", this::cleanUp);
                      main.start(
                          "culprit",
                          task -> {
                            task.cycles(3);
                            throw new IOException("the disk is full");
                          });
                      main.cycles(100);
                    }));
    assertEquals("culprit", failed.task());
    assertInstanceOf(IOException.class, failed.getCause());
    assertTrue(failed.getMessage().contains("task=culprit cycle=3"), failed.getMessage());
    assertEquals(List.of("3 cleaned up"), log);
    dut.step();
    assertEquals(4, dut.cycle(), "the instance can be used on");
  }

  private void cleanUp(TaskScope task) {
    try {
      task.cycles(500);
    } finally {
      log(task, "cleaned up");
    }
  }

  @ParameterizedTest
  @MethodSource("styles")
  void shouldCancelATaskInTheSameCycle(TaskStyle style) {
    run(
        style,
        main -> {
          Task task = main.start("victim", this::cleanUp);
          Task never = main.start("never", t -> log(t, "never begins"));
          never.cancel();
          main.cycles(2);
          task.cancel();
          main.join(task);
          assertEquals(2, main.cycle());
          assertTrue(task.isDone() && task.isCancelled());
          log(main, "main");
          main.start("left over", this::cleanUp);
          main.cycles(1);
        });
    assertEquals(List.of("2 cleaned up", "2 main", "3 cleaned up"), log);
  }

  @ParameterizedTest
  @MethodSource("styles")
  void shouldNameTheTaskThatWaitedTooLong(TaskStyle style) {
    TaskFailedException late =
        assertThrows(
            TaskFailedException.class,
            () ->
                run(
                    style,
                    main -> {
                      main.start("patient", t -> t.await(value(dut.signal("in.valid"), 1), 20));
                      main.cycles(100);
                    }));
    assertInstanceOf(TaskTimeoutException.class, late.getCause());
    assertEquals("patient", late.task());
    assertThrows(TaskTimeoutException.class, () -> run(style, main -> main.cycles(1001)));
  }

  @ParameterizedTest
  @MethodSource("styles")
  void shouldPassOnThatTheRtlEnded(TaskStyle style) {
    try (RtlDut endings = BridgeDesigns.endings(1)) {
      RtlEndedException end =
          assertThrows(
              RtlEndedException.class,
              () ->
                  Tasks.run(
                      endings,
                      style,
                      100,
                      main -> {
                        main.start("bystander", this::cleanUp);
                        main.cycles(2);
                        endings.signal("how").set(5);
                        main.cycles(50);
                      }));
      assertEquals(Outcome.ASSERTION, end.outcome());
      assertEquals(1, log.size());
    }
  }

  @Test
  void shouldRefuseToAwaitForAnotherTask() {
    TaskFailedException failed =
        assertThrows(
            TaskFailedException.class,
            () ->
                Tasks.run(
                    dut,
                    100,
                    main -> {
                      main.start("thief", thief -> main.cycles(1));
                      main.cycles(10);
                    }));
    assertInstanceOf(IllegalStateException.class, failed.getCause());
  }

  @Test
  void shouldGiveTheSameOnANewerJvm() throws Exception {
    NewerJvm.assume();
    List<String> output = NewerJvm.run(Handshakes.class).lines().toList();
    assertEquals(
        List.of(
            "CONTINUATIONS " + Handshakes.EXPECTED,
            "VIRTUAL_THREADS " + Handshakes.EXPECTED,
            "PLATFORM_THREADS " + Handshakes.EXPECTED,
            "by itself: CONTINUATIONS"),
        output.subList(output.size() - 4, output.size()));
  }
}
