package tandem.model.tx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The links of the queue against a list that is searched from end to end. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RequestQueueTest {
  private static final int POSTS = 300_000;

  private final List<Integer> posted = new ArrayList<>();
  private final List<Boolean> done = new ArrayList<>();
  private int head;

  @ParameterizedTest
  @CsvSource({"64, 3", "64, 5000", "256, 40", "1024, 700", "4096, 100000"})
  void shouldFindWhatASearchFinds(int depth, int connections) {
    Random random = new Random(depth + connections);
    RequestQueue queue = new RequestQueue(depth);
    while (posted.size() < POSTS) {
      int posts = random.nextInt(depth - (posted.size() - head) + 1);
      for (int i = 0; i < posts; i++) {
        // Few at times, so that buckets are left alone for as long as their positions reach.
        int range = posted.size() / 50_000 % 2 == 0 ? connections : 1 + connections / 100;
        queue.post(random.nextInt(range), 0, 0, 0, posted.size());
        posted.add(queue.connection(queue.posted() - 1));
        done.add(false);
      }
      markSome(queue, random, depth);
      compare(queue, random, connections);
    }
  }

  /** Entries of a connection are done in order. */
  private void markSome(RequestQueue queue, Random random, int depth) {
    int reach = Math.min(posted.size(), head + 1 + random.nextInt(depth));
    for (int at = head; at < reach; at++) {
      boolean eldest = !done.get(at) && posted.subList(head, at).indexOf(posted.get(at)) < 0;
      if (eldest && (at == head || random.nextInt(4) == 0)) {
        queue.markDone(at);
        done.set(at, true);
        while (head < posted.size() && done.get(head)) {
          head++;
        }
      }
    }
    assertEquals(head, queue.head());
  }

  private void compare(RequestQueue queue, Random random, int connections) {
    for (int i = 0; i < 20 && head < posted.size(); i++) {
      int at = head + random.nextInt(posted.size() - head);
      if (!done.get(at)) {
        assertEquals(search(posted.get(at), at + 1, posted.size()), queue.next(at), "at " + at);
      }
      int connection = random.nextInt(connections);
      int tail = at + 1;
      boolean occurs = search(connection, head, tail) >= 0;
      assertEquals(occurs, queue.occursBefore(connection, tail), "connection " + connection);
    }
  }

  private long search(int connection, int from, int to) {
    for (int at = from; at < to; at++) {
      if (posted.get(at) == connection && !done.get(at)) {
        return at;
      }
    }
    return RequestQueue.NONE;
  }
}
