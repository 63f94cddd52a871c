package tandem.bench.block;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tandem.bench.BrokenRecord;
import tandem.bench.TestRtl;
import tandem.cosim.block.BlockHarness;
import tandem.cosim.block.BlockRun;
import tandem.cosim.block.Blocks;
import tandem.cosim.check.Mismatch;
import tandem.cosim.regress.Benches;
import tandem.cosim.stream.Beat;
import tandem.cosim.stream.RecordTexts;
import tandem.cosim.stream.RunLog;
import tandem.cosim.stream.RunLog.StreamLog;
import tandem.cosim.stream.TraceWindow;

/**
 * The checker of every block is made to fail: the RTL is run once, and what it did is altered in
 * every stream, field and counter. Each must be noticed, at its stage and where it is.
 */
class BlockSelfTest {
  private static final long SEED = 12;

  /** Cycles far beyond what predictions may be off. */
  private static final long LATE_CYCLES = 1000;

  /** Of these the RTL has the choice; another choice is noticed in what follows from it. */
  private static final Set<String> CHOICES =
      Set.of("work-request-fetch.fetch.fetchSlot", "context-cache.contextStore.storeSlot");

  private static Map<String, Example<?>> examples() {
    Map<String, Example<?>> examples = new TreeMap<>();
    Benches.all().stream()
        .filter(Example.class::isInstance)
        .forEach(bench -> examples.put(((Example<?>) bench).harness().block(), (Example<?>) bench));
    return examples;
  }

  @Test
  void shouldHaveAnExampleOfEveryBlock() {
    Set<String> blocks =
        Blocks.harnesses().stream().map(BlockHarness::block).collect(Collectors.toSet());
    assertFalse(blocks.isEmpty());
    assertEquals(blocks, examples().keySet());
  }

  @TestFactory
  Stream<DynamicNode> shouldNotice() {
    return examples().entrySet().stream()
        .map(
            example -> dynamicContainer(example.getKey(), new Altered<>(example.getValue()).all()));
  }

  /** The ways in which what one block did is altered. */
  private static final class Altered<C> {
    private final BlockHarness<C> harness;
    private final BlockRun<C> run;

    Altered(Example<C> example) {
      harness = example.harness();
      run = harness.run(example.example(new Random(SEED)), TestRtl.generated(), TraceWindow.none());
      assertTrue(run.verdict().isAgreed(), () -> run.verdict().toString());
    }

    Stream<DynamicTest> all() {
      List<DynamicTest> tests = new ArrayList<>();
      run.log().streams().forEach((name, stream) -> add(tests, name, stream));
      run.log()
          .counters()
          .keySet()
          .forEach(name -> tests.add(dynamicTest("counter " + name, () -> counter(name))));
      return tests.stream();
    }

    private <R extends Record> void add(List<DynamicTest> tests, String stream, StreamLog<R> log) {
      int some = log.beats().size() / 2;
      assertTrue(some > 0, () -> "nothing to alter: " + stream);
      for (String field : RecordTexts.names(log.type())) {
        tests.add(dynamicTest(stream + "." + field, () -> broken(stream, log, field)));
      }
      Beat<R> beat = log.beats().get(some);
      tests.add(
          dynamicTest(
              stream + " lacks one", () -> altered(stream, log, beats -> beats.remove(some))));
      tests.add(
          dynamicTest(
              stream + " has one twice",
              () -> altered(stream, log, beats -> beats.add(some, beat))));
      tests.add(dynamicTest(stream + " has two swapped", () -> swapped(stream, log, some)));
      if (!log.isInput()) {
        tests.add(dynamicTest(stream + " comes too early", () -> early(stream, log)));
      }
      if (run.predicted().isPresent() && run.predicted().get().causes().containsKey(stream)) {
        tests.add(dynamicTest(stream + " comes late", () -> late(stream, log)));
      }
    }

    private <R extends Record> void broken(String stream, StreamLog<R> log, String field) {
      for (int i = log.beats().size() / 2; i < log.beats().size(); i++) {
        Beat<R> beat = log.beats().get(i);
        R other = BrokenRecord.of(beat.record(), field).orElse(null);
        if (other != null) {
          int number = i;
          Beat<R> wrong = new Beat<>(other, beat.offeredCycle(), beat.cycle());
          Mismatch mismatch = altered(stream, log, beats -> beats.set(number, wrong));
          if (!CHOICES.contains(harness.block() + "." + stream + "." + field)) {
            assertEquals(harness.stage(stream), mismatch.stage(), mismatch::toString);
            assertEquals(beat.cycle(), mismatch.cycle(), mismatch::toString);
            assertTrue(mismatch.differing().contains(field), mismatch::toString);
          }
          return;
        }
      }
      // The record itself refuses every other value.
    }

    private <R extends Record> void swapped(String stream, StreamLog<R> log, int some) {
      for (int i = some; i < log.beats().size(); i++) {
        Beat<R> first = log.beats().get(i - 1);
        Beat<R> second = log.beats().get(i);
        if (!first.record().equals(second.record())) {
          int at = i;
          altered(
              stream,
              log,
              beats -> {
                beats.set(at - 1, new Beat<>(second.record(), first.offeredCycle(), first.cycle()));
                beats.set(at, new Beat<>(first.record(), second.offeredCycle(), second.cycle()));
              });
          return;
        }
      }
    }

    private <R extends Record> void early(String stream, StreamLog<R> log) {
      long begin = run.log().startCycle();
      Beat<R> first = new Beat<>(log.beats().get(0).record(), begin, begin);
      Mismatch mismatch = altered(stream, log, beats -> beats.set(0, first));
      assertEquals(begin, mismatch.cycle(), mismatch::toString);
    }

    private <R extends Record> void late(String stream, StreamLog<R> log) {
      List<Beat<R>> beats = new ArrayList<>();
      for (Beat<R> beat : log.beats()) {
        long cycle = beat.cycle() + LATE_CYCLES;
        beats.add(new Beat<>(beat.record(), cycle, cycle));
      }
      BlockRun<C> late = run.with(run.log().with(stream, log.type(), beats));
      assertTrue(run.timing().orElseThrow().holds());
      assertFalse(late.timing().orElseThrow().holds());
    }

    private void counter(String name) {
      Map<String, Long> counters = new LinkedHashMap<>(run.log().counters());
      counters.merge(name, 1L, Long::sum);
      Mismatch mismatch = noticed(run.log().ended(run.log().endCycle(), counters));
      assertEquals(run.stage(), mismatch.stage());
      assertEquals(List.of(name), mismatch.differing());
    }

    private <R extends Record> Mismatch altered(
        String stream, StreamLog<R> log, Consumer<List<Beat<R>>> change) {
      List<Beat<R>> beats = new ArrayList<>(log.beats());
      change.accept(beats);
      return noticed(run.log().with(stream, log.type(), beats));
    }

    private Mismatch noticed(RunLog log) {
      Mismatch mismatch = harness.mismatch(run.with(log)).orElse(null);
      assertTrue(mismatch != null, "not noticed");
      Set<String> stages =
          run.log().streams().keySet().stream().map(harness::stage).collect(Collectors.toSet());
      stages.add(run.stage());
      assertTrue(stages.contains(mismatch.stage()), mismatch::toString);
      return mismatch;
    }
  }
}
