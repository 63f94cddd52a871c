package tandem.model.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TimedQueueTest {
  private final EventKernel kernel = new EventKernel();

  @Test
  void shouldShowATokenAfterItsLatency() {
    TimedQueue queue = new TimedQueue(kernel, 2, 3, 0);
    queue.push(42, 10);
    assertEquals(13, queue.headCycle());
    assertThrows(IllegalStateException.class, () -> queue.pop(12));
    assertEquals(42, queue.pop(13));
    assertTrue(queue.isEmpty());
    assertEquals(EventKernel.NEVER, queue.headCycle());
  }

  @Test
  void shouldGiveAPlaceBackAfterItsRelease() {
    TimedQueue queue = new TimedQueue(kernel, 2, 0, 4);
    queue.push(0, 0);
    queue.push(1, 0);
    assertEquals(EventKernel.NEVER, queue.placeCycle());
    queue.pop(5);
    assertEquals(9, queue.placeCycle());
    assertThrows(IllegalStateException.class, () -> queue.push(2, 8));
    queue.push(2, 9);
    assertEquals(EventKernel.NEVER, queue.placeCycle());
  }

  @Test
  void shouldKeepOrderWhileItGrowsUpToItsCapacity() {
    TimedQueue queue = new TimedQueue(kernel, 50, 0, 1);
    long pushed = 0;
    long popped = 0;
    for (int round = 0; round < 60; round++) {
      while (queue.placeCycle() <= round && pushed - popped < 10 + round) {
        queue.push(pushed++, round);
      }
      for (int i = 0; i < 7; i++) {
        assertEquals(popped++, queue.pop(round));
      }
    }
    while (queue.placeCycle() <= 100) {
      queue.push(pushed++, 100);
    }
    assertEquals(50, pushed - popped);
    while (!queue.isEmpty()) {
      assertEquals(popped++, queue.pop(101));
    }
  }
}
