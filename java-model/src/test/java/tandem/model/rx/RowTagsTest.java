package tandem.model.rx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowTagsTest {
  private static final int ROWS = 4;

  /** Against hashes kept in an array; so few of them that tags are often the same. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 8, 16, 64, 256})
  void shouldFindTakenAndFreeWays(int ways) {
    Random random = new Random(ways);
    RowTags tags = new RowTags(ROWS, ways);
    Integer[][] expected = new Integer[ROWS][ways];
    for (int step = 0; step < 20_000; step++) {
      int row = random.nextInt(ROWS);
      int way = random.nextInt(ways);
      int hash = random.nextInt(12) * 0x01234567;
      if (expected[row][way] == null) {
        tags.take(row, way, hash);
        expected[row][way] = hash;
      } else if (random.nextInt(3) > 0) {
        tags.release(row, way);
        expected[row][way] = null;
      }
      check(tags, expected[row], row, hash);
    }
  }

  private static void check(RowTags tags, Integer[] expected, int row, int hash) {
    long pattern = RowTags.pattern(hash);
    int next = tags.match(row, pattern, 0);
    assertEquals(next, tags.match(row, pattern));
    assertEquals(tags.free(row), tags.match(row, 0));
    int free = RowTags.NONE;
    for (int way = 0; way < expected.length; way++) {
      assertEquals(expected[way] != null, tags.taken(row, way));
      boolean match = expected[way] != null && RowTags.pattern(expected[way]) == pattern;
      assertEquals(match, next == way);
      next = match ? tags.match(row, pattern, way + 1) : next;
      free = free == RowTags.NONE && expected[way] == null ? way : free;
    }
    assertEquals(RowTags.NONE, next);
    assertEquals(free, tags.free(row));
  }
}
