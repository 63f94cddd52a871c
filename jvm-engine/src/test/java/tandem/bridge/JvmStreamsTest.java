package tandem.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams in this JVM are those of Verilator: every handshake of every record in its cycle. */
class JvmStreamsTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void shouldGiveTheSameHandshakesInTheSameCyclesAsVerilator(long seed) {
    Design queue = JvmDutContractTest.design(TestDesigns.queueManifest());
    StreamEngineTest.Log expected =
        StreamEngineTest.run(TestDesigns.queue(), seed, RtlDut::streams, 100_000);
    assertFalse(expected.lines().isEmpty());
    assertEquals(expected, StreamEngineTest.run(queue, seed, RtlDut::streams, 100_000));
    assertEquals(expected, StreamEngineTest.run(queue, seed, RtlDut::streams, 7));
  }
}
