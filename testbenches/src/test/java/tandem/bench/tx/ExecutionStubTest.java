package tandem.bench.tx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tandem.bench.TestRtl;
import tandem.cosim.block.BlockHarness;
import tandem.cosim.block.BlockRun;
import tandem.cosim.block.Scenario;
import tandem.cosim.stream.Beat;
import tandem.cosim.stream.Offer;
import tandem.cosim.stream.PauseSpec;
import tandem.cosim.stream.TraceWindow;
import tandem.cosim.tx.ExecutionStubBlock;
import tandem.model.record.Released;
import tandem.model.record.WorkOp;
import tandem.model.record.WorkRequest;
import tandem.model.record.WorkStatus;
import tandem.model.tx.WorkRequestConfig;

/** What no model of single records shows: that nobody waits for ever. */
class ExecutionStubTest {
  private static final int SLOTS = 5;
  private static final int REQUESTS = 2000;
  private static final int READ_CYCLES = 2;

  /** Releases that may go before that of the odd one beyond those of requests before it. */
  private static final int MOST_BEFORE = 2 * SLOTS + READ_CYCLES;

  @Test
  void shouldReleaseAReadThoughOtherReleasesNeverCease() {
    List<Released> released = released(0, WorkOp.READ, WorkOp.SEND);
    assertTrue(position(released) <= MOST_BEFORE, "position " + position(released));
  }

  @Test
  void shouldReleaseAnotherThoughReadsNeverCease() {
    int entry = 3 * SLOTS;
    List<Released> released = released(entry, WorkOp.SEND, WorkOp.READ);
    assertTrue(position(released) <= entry + MOST_BEFORE, "position " + position(released));
  }

  private static int position(List<Released> released) {
    return released.indexOf(released.stream().filter(r -> r.slot() == 1).findFirst().orElseThrow());
  }

  /** The releases of requests of which one, on slot 1, is of another kind than all others. */
  private static List<Released> released(int odd, WorkOp oddOp, WorkOp op) {
    List<Offer<WorkRequest>> requests = new ArrayList<>();
    for (int i = 0; i < REQUESTS; i++) {
      requests.add(new Offer<>(0, request(i, i == odd ? 1 : 0, i == odd ? oddOp : op)));
    }
    Map<String, Long> settings =
        Map.of(
            "executionSlots", (long) SLOTS, "cacheEntries", 16L, "readCycles", (long) READ_CYCLES);
    Scenario scenario =
        ExecutionStubBlock.scenario("odd one", settings, requests, List.of())
            .withPause("released", new PauseSpec(PauseSpec.Kind.REGULAR, 2, 0));
    BlockRun<WorkRequestConfig> run =
        new BlockHarness<>(new ExecutionStubBlock())
            .run(scenario, TestRtl.generated(), TraceWindow.none());
    assertTrue(run.verdict().isAgreed(), run::toString);
    List<Released> released =
        run.log().beats("released", Released.class).stream().map(Beat::record).toList();
    assertEquals(REQUESTS, released.size());
    return released;
  }

  private static WorkRequest request(int entry, int slot, WorkOp op) {
    return new WorkRequest(
        0,
        slot,
        op.code(),
        64,
        false,
        false,
        0,
        entry,
        entry,
        true,
        true,
        slot,
        true,
        WorkStatus.OK,
        entry);
  }
}
