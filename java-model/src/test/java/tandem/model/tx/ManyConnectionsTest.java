package tandem.model.tx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ManyConnectionsTest {
  private static final int CONNECTIONS = 10_000_000;
  private static final int MOST_BYTES = 64;

  @Test
  void shouldKeepTenMillionContextsInSixtyFourBytesEach() {
    WorkRequestConfig config =
        WorkRequestConfig.DEFAULTS.with(Map.of("connectionBits", 24L, "connectionLimit", 1L << 24));
    long before = usedBytes();
    ContextTable contexts = new ContextTable(config);
    WorkRequestPath path = new WorkRequestPath(config, contexts);
    for (int round = 0; round < 3; round++) {
      path.run(UniformSends.ofEach(CONNECTIONS), ExecutionListener.NONE);
    }
    double bytesEach = (double) (usedBytes() - before) / CONNECTIONS;
    System.out.printf(
        Locale.ROOT, "%.1f bytes for each of %,d connections%n", bytesEach, CONNECTIONS);
    assertTrue(bytesEach <= MOST_BYTES, "bytes for each connection: " + bytesEach);
    int inMemory = CONNECTIONS - config.cacheEntries();
    ContextMemory.Context context = new ContextMemory.Context();
    for (int connection = 0; connection < inMemory; connection++) {
      contexts.load(connection, context);
      assertEquals(3, context.sequence);
    }
    assertEquals(3L * CONNECTIONS, path.counters().misses());
  }

  private static long usedBytes() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
