package tandem.model.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventKernelTest {
  private final EventKernel kernel = new EventKernel();
  private final List<String> log = new ArrayList<>();

  @Test
  void shouldWakeInOrderOfCyclesAndThenOfAddition() {
    int a = kernel.add(cycle -> log.add("a@" + cycle));
    int b = kernel.add(cycle -> log.add("b@" + cycle));
    kernel.wakeAt(b, 5);
    kernel.wakeAt(a, 5);
    kernel.wakeAt(b, 3);
    assertEquals(5, kernel.run(100));
    assertEquals(List.of("b@3", "a@5"), log);
  }

  @Test
  void shouldWakeAnEarlierComponentAgainInTheSameCycle() {
    int a = kernel.add(cycle -> log.add("a@" + cycle));
    int b =
        kernel.add(
            cycle -> {
              log.add("b@" + cycle);
              kernel.wakeAt(a, cycle);
            });
    kernel.wakeAt(b, 7);
    kernel.run(100);
    assertEquals(List.of("b@7", "a@7"), log);
  }

  @Test
  void shouldRefuseACycleThatIsOver() {
    int[] self = new int[1];
    self[0] = kernel.add(cycle -> kernel.wakeAt(self[0], cycle - 1));
    kernel.wakeAt(self[0], 4);
    assertThrows(IllegalStateException.class, () -> kernel.run(100));
  }

  @Test
  void shouldFailWhenSomethingIsLeftBehindTheHorizon() {
    int[] self = new int[1];
    self[0] = kernel.add(cycle -> kernel.wakeAt(self[0], cycle + 1));
    kernel.wakeAt(self[0], 0);
    assertThrows(IllegalStateException.class, () -> kernel.run(10));
  }

  @Test
  void shouldFailWhenACycleDoesNotEnd() {
    int[] self = new int[1];
    self[0] = kernel.add(cycle -> kernel.wakeAt(self[0], cycle));
    kernel.wakeAt(self[0], 3);
    assertThrows(IllegalStateException.class, () -> kernel.run(10));
  }

  @Test
  void shouldTakeMoreComponentsThanItStartsWith() {
    for (int i = 0; i < 30; i++) {
      int number = i;
      kernel.wakeAt(kernel.add(cycle -> log.add(number + "@" + cycle)), 100 - i);
    }
    kernel.run(1000);
    assertEquals(30, log.size());
    assertEquals("29@71", log.get(0));
  }
}
