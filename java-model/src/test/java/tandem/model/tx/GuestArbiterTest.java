package tandem.model.tx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tandem.model.tx.ArbiterRun.grants;
import static tandem.model.tx.ArbiterRun.set;
import static tandem.model.tx.ArbiterRun.write;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tandem.model.IllegalChoiceException;
import tandem.model.record.ArbiterCommand;
import tandem.model.record.ArbiterStatus;
import tandem.model.record.DoorbellReject;
import tandem.model.record.EndEvent;
import tandem.model.record.GuestPlace;
import tandem.model.record.PageWrite;
import tandem.model.record.QueueReady;
import tandem.model.record.WorkOp;
import tandem.model.time.ArbiterPrediction;
import tandem.model.time.ArbiterPrediction.Moved;

class GuestArbiterTest {
  private static final GuestArbiterConfig ANY =
      GuestArbiterConfig.DEFAULTS.with("numQueues", 16).with("scanners", 16);

  private static ArbiterRun of(GuestArbiterConfig config) {
    return new ArbiterRun(config);
  }

  private static List<Integer> guests(ArbiterPrediction run) {
    return grants(run).stream().map(QueueReady::guest).toList();
  }

  private static ArbiterStatus status(ArbiterPrediction run, int number) {
    return run.answers().get(number).record().status();
  }

  private static long[] cycles(ArbiterPrediction run) {
    return Moved.cycles(run.grants());
  }

  private static void requireEveryCycle(ArbiterPrediction run) {
    long[] cycles = cycles(run);
    assertEquals(cycles.length - 1, cycles[cycles.length - 1] - cycles[0]);
  }

  @Test
  void ga51_io6_aGrantIsOfferedSixCyclesBehindItsPageWrite() {
    ArbiterPrediction run = of(ANY).guest(255, 1).post(10, write(255, 100)).run();
    assertEquals(run.pageCycles()[0] + 6, cycles(run)[0]);
    assertEquals(
        new QueueReady(255, 0, 255 * 16, 0, 100, true, false, false, 1 << 20, 0, 0, true, true),
        grants(run).get(0));
  }

  @Test
  void io22_theGuestIsThatOfThePage() {
    PageWrite forged = write(3, 7, 3 * 16, 0, 64);
    ArbiterPrediction run = of(ANY).guest(3, 1).guest(7, 1).post(0, forged).run();
    assertEquals(List.of(3), guests(run));
    assertEquals(1L, run.counters().get("forgedGuests"));
  }

  @Test
  void io23_ga21_whatIsWrongIsRejectedInOrderAndCounted() {
    ArbiterPrediction run =
        of(GuestArbiterConfig.DEFAULTS.with("guests", 200).with("watchedGuest", 1))
            .guest(1, 1)
            .post(0, write(200, 64))
            .post(1, new PageWrite(2 * 4096 + 8, 2, 0, 0, 64, false, false, false, 0))
            .post(2, write(2, 64))
            .post(3, write(1, 1, 15, 0, 64))
            .post(4, write(1, 1, 32, 0, 64))
            .post(5, write(1, 1, 31, 0, 64))
            .run();
    Map<String, Long> counters = run.counters();
    assertEquals(1L, counters.get("unknownPages"));
    assertEquals(1L, counters.get("badOffsets"));
    assertEquals(1L, counters.get("disabledDoorbells"));
    assertEquals(2L, counters.get("foreignConnections"));
    assertEquals(2L, counters.get("watchedRejects"));
    assertEquals(1, run.grants().size());
  }

  @Test
  void io26_ga22_aFullRingRejectsAndHoldsNobodyBack() {
    GuestArbiterConfig config = ANY.with("guestDepth", 4).with("switchCycles", 100);
    ArbiterRun run = of(config).guest(1, 1).guest(2, 1).post(0, write(2, 64));
    for (int i = 1; i < 40; i++) {
      run.post(i, write(1, 64));
    }
    ArbiterPrediction prediction = run.post(40, write(2, 64)).run();
    assertEquals(35L, prediction.counters().get("overflowDoorbells"));
    assertEquals(2, guests(prediction).stream().filter(g -> g == 2).count());
    assertEquals(0L, prediction.counters().get("waitingRequests"));
  }

  @Test
  void ga63_rejectsAreKeptAsBits() {
    GuestArbiter arbiter =
        new GuestArbiter(
            ANY,
            new ArbiterListener() {
              @Override
              public void granted(QueueReady grant) {}

              @Override
              public void answered(ArbiterCommand command, ArbiterStatus status) {}
            });
    arbiter.next(new ArbiterInputs(-1, write(9, 64), null, false));
    assertEquals(9, arbiter.unrejected());
    assertEquals(DoorbellReject.DISABLED, arbiter.rejects(9, 1));
    assertEquals(0, arbiter.rejects(9, 0));
    assertEquals(0, arbiter.rejects(255, 1));
    arbiter.takeRejects(9, DoorbellReject.DISABLED, 1);
    assertEquals(-1, arbiter.unrejected());
    assertThrows(
        IllegalChoiceException.class, () -> arbiter.next(new ArbiterInputs(0, null, null, false)));
  }

  @Test
  void io28_ga35_turnsGoByWeightAndDebtIsPaid() {
    GuestArbiterConfig config = ANY.with("quantumBytes", 64).with("sliceBytes", 0);
    ArbiterPrediction run = of(config).guest(1, 1).guest(2, 3).posts(0, 20, 96, 1, 2).run();
    List<Long> charged =
        run.ends().stream()
            .map(Moved::record)
            .filter(e -> e.guest() == 1)
            .limit(4)
            .map(EndEvent::charged)
            .toList();
    // 64: 96 leaves -32; 64: 32 again 96, -64: 64 is a skip; then from 0.
    assertEquals(List.of(96L, 96L, 0L, 96L), charged);
    assertTrue(run.counters().get("skips") > 0);
  }

  @Test
  void ga24_whatAnIdleGuestDidNotUseIsNotKept() {
    ArbiterPrediction run =
        of(ANY).guest(1, 255).guest(2, 1).post(0, write(1, 64)).posts(100, 60, 4096, 1, 2).run();
    long most = run.ends().stream().mapToLong(e -> e.record().charged()).max().orElseThrow();
    assertTrue(most <= 255 * 4096L, "most=" + most);
    assertEquals(GuestPlace.IDLE, run.ends().get(0).record().next());
  }

  @Test
  void io28_ga38_aLoneGuestGoesOnEveryCycle() {
    GuestArbiterConfig slices = ANY.with("quantumBytes", 64).with("sliceBytes", 64);
    ArbiterPrediction run = of(slices).guest(4, 1).posts(0, 60, 640, 4).run();
    assertTrue(run.counters().get("continuedTurns") > 500, run.counters() + "");
    requireEveryCycle(run);
  }

  @Test
  void ga52_turnsOfOneGrantComeEveryCycle() {
    int[] all = IntStream.range(0, 256).toArray();
    ArbiterRun run = of(ANY.with("quantumBytes", 0).with("switchCycles", 0));
    for (int guest : all) {
      run.guest(guest, 1);
    }
    requireEveryCycle(run.posts(0, 4, 1500, all).run());
  }

  @Test
  void ga25_longRequestsAreCutAndOthersAreNot() {
    ArbiterPrediction run =
        of(ANY.with("sliceBytes", 1024))
            .guest(1, 1)
            .post(0, write(1, 2500))
            .post(1, write(1, 1, 16, WorkOp.BIND.code(), 2500))
            .post(2, write(1, 0))
            .run();
    assertEquals(
        List.of(1024L, 1024L, 452L, 2500L, 0L),
        grants(run).stream().map(QueueReady::bytes).toList());
    assertEquals(2048 + (1 << 20), grants(run).get(2).address());
    assertFalse(grants(run).get(1).fence());
    assertEquals(1L, run.counters().get("slicedRequests"));
  }

  @Test
  void io29_ga34_switchingCostsCyclesBetweenGuestsOnly() {
    ArbiterPrediction run =
        of(ANY.with("switchCycles", 20).with("quantumBytes", 0))
            .guest(1, 1)
            .guest(2, 1)
            .posts(0, 2, 64, 1, 2)
            .run();
    long[] cycles = cycles(run);
    for (int i = 1; i < cycles.length; i++) {
      assertEquals(21, cycles[i] - cycles[i - 1]);
    }
    assertEquals(3L, run.counters().get("switches"));
    assertEquals(60L, run.counters().get("switchWaitCycles"));
  }

  @Test
  void io28_ga39a_urgentGuestsGoFirst() {
    ArbiterPrediction run =
        of(ANY.with("quantumBytes", 0))
            .command(0, set(1, true, false, 1))
            .command(0, set(2, true, false, 1))
            .command(0, set(255, true, true, 1))
            .posts(0, 40, 64, 1, 2)
            .posts(30, 10, 64, 255)
            .run();
    List<Integer> order = guests(run);
    int first = order.indexOf(255);
    int last = order.lastIndexOf(255);
    // One guest alone is prepared once in five turns.
    assertTrue(last - first <= 50, "from " + first + " to " + last);
    assertTrue(run.turns().stream().anyMatch(t -> t.record().urgent()));
  }

  @Test
  void ga27_aLimitedGuestGetsItsRateAndTheOthersTheRest() {
    ArbiterRun run = of(ANY.with("guests", 8).with("quantumBytes", 64).with("sliceBytes", 64));
    run.guest(1, 1, 16, 64).guest(2, 1);
    ArbiterPrediction p = run.posts(0, 30, 64, 1, 2).run();
    long[] its =
        p.grants().stream().filter(g -> g.record().guest() == 1).mapToLong(Moved::cycle).toArray();
    assertEquals(30, its.length);
    double bytesPerRound = 29 * 64.0 * 8 / (its[29] - its[0]);
    assertTrue(bytesPerRound <= 16.6 && bytesPerRound > 15, "rate=" + bytesPerRound);
    assertTrue(p.counters().get("throttles") >= 28);
  }

  @Test
  void io20_ga61_onlyTheTrustedGuestCommands() {
    ArbiterRun run = of(ANY.with("guests", 100));
    run.command(0, new ArbiterCommand(1, 5, 3, true, false, 0, 0, 0, 0, 1));
    run.command(0, new ArbiterCommand(2, 0, 100, true, false, 0, 0, 0, 0, 1));
    run.command(0, new ArbiterCommand(3, 0, 99, true, false, 0, 1, 0, 0, 1));
    run.command(0, new ArbiterCommand(4, 0, 99, true, false, 1, 1, 0, 65535, 2));
    run.command(0, new ArbiterCommand(5, 0, 99, true, false, 1, 1, 1, 65535, 2));
    run.command(0, new ArbiterCommand(6, 0, 99, true, false, 1, 1, 1, 65535, 1));
    ArbiterPrediction p = run.run();
    List<ArbiterStatus> statuses = p.answers().stream().map(a -> a.record().status()).toList();
    assertEquals("[NOT_PRIVILEGED, BAD_GUEST, BAD_WEIGHT, BAD_RATE, BAD_RANGE, OK]", statuses + "");
    assertEquals(p.commandCycles()[0] + 3, p.answers().get(0).cycle());
    assertEquals(p.commandCycles()[0] + 4, p.commandCycles()[1]);
    assertEquals(1L, p.counters().get("rejectedCommands"));
    assertEquals(4L, p.counters().get("refusedCommands"));
  }

  @Test
  void io27_ga61a_aGuestIsDrainedAndBusyUntilThen() {
    ArbiterRun run = of(ANY.with("switchCycles", 0)).guest(1, 1).guest(2, 1);
    run.posts(0, 30, 64, 1);
    ArbiterPrediction p =
        run.command(15, set(1, false, false, 1)).command(200, set(1, false, false, 1)).run();
    assertEquals(ArbiterStatus.BUSY, status(p, 2));
    assertEquals(ArbiterStatus.OK, status(p, 3));
    assertTrue(p.counters().get("disabledDoorbells") > 5);
    assertEquals(p.counters().get("acceptedDoorbells"), p.counters().get("grants"));
  }

  @Test
  void io31_ga83_aGuestKeepsItsOrderAndAScannerItsGuest() {
    ArbiterRun run = of(ANY.with("quantumBytes", 128));
    ArbiterPrediction p = run.guest(1, 1).guest(2, 2).guest(3, 1).posts(0, 20, 64, 1, 2, 3).run();
    for (int guest = 1; guest <= 3; guest++) {
      int its = guest;
      long[] entries =
          grants(p).stream().filter(g -> g.guest() == its).mapToLong(QueueReady::entry).toArray();
      for (int i = 1; i < entries.length; i++) {
        assertTrue(entries[i - 1] < entries[i]);
      }
    }
  }

  @Test
  void x6_ga40_withoutScannersAllShareTheFirst() {
    ArbiterPrediction p =
        of(ANY.with("scanners", 0)).guest(1, 1).guest(2, 1).posts(0, 5, 64, 1, 2).run();
    assertTrue(grants(p).stream().allMatch(g -> g.scanner() == 0));
    assertEquals(10, p.grants().size());
  }
}
