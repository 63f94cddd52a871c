package tandem.bench.rx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tandem.bench.BrokenRtl;
import tandem.bench.TestRtl;
import tandem.bench.WaveCase;
import tandem.cosim.block.BlockHarness;
import tandem.cosim.block.Scenario;
import tandem.cosim.check.TimingError;
import tandem.cosim.receive.ReceiveHarness;
import tandem.cosim.receive.ReceiveLog;
import tandem.cosim.receive.ReceiveScenario;
import tandem.cosim.receive.ReceiveSettings;
import tandem.cosim.receive.ReceiveTimingCheck;
import tandem.cosim.receive.ReceiveWaves;
import tandem.cosim.regress.Verdict;
import tandem.cosim.rtl.RtlSource;
import tandem.cosim.rx.HeaderBuilderBlock;
import tandem.cosim.rx.ParserBlock;
import tandem.cosim.rx.ReceiveStage;
import tandem.cosim.stream.TraceWindow;
import tandem.model.rx.ReceiveConfig;
import tandem.model.time.ReceivePrediction;
import tandem.rtlgen.Manifest;

/** A failure of each block of the receive path as waves, model beside RTL. */
class ReceiveWavesTest {
  private static final int FRAMES = 100;

  @TempDir Path folder;

  private final Random random = new Random(1);

  @Test
  void shouldShowAFieldThatIsFoundWrongly() throws IOException {
    RtlSource broken =
        BrokenRtl.of(
            folder,
            "receive-parser",
            Map.of(),
            "Parser.sv",
            "out_bits_hopLimit = segment_hopLimit;",
            "out_bits_hopLimit = segment_hopLimit ^ 8'h1;");
    Scenario scenario =
        ReceiveStage.scenario(
            "waves", Map.of(), new TrafficMix(random, 5, 0, 0, 0).add(FRAMES).frames());
    WaveCase.check(
        folder, new BlockHarness<>(new ParserBlock()), scenario, broken, "Parser.out", "hopLimit");
  }

  @Test
  void shouldShowAHeaderThatIsWrong() throws IOException {
    WaveCase.check(
        folder,
        new BlockHarness<>(new HeaderBuilderBlock()),
        HeaderRandomBench.scenario(random, 0, FRAMES),
        withOtherLength("header-builder", Map.of()),
        "HeaderBuilder.out",
        "totalBytes");
  }

  @Test
  void shouldShowWhatIsWrongAtTheEndOfThePath() throws IOException {
    Map<String, Long> small =
        Map.of(
            "flowEntries", 8L,
            "flowWays", 8L,
            "storeBeats", 16L,
            "maxFrameBytes", 9216L,
            "frameBufferBeats", 256L);
    WaveCase.check(
        folder,
        new ReceiveHarness(),
        ReceiveRandomBench.scenario(random, 0, FRAMES, small),
        withOtherLength(ReceiveHarness.BLOCK, small),
        "HeaderBuilder.out",
        "totalBytes");
  }

  @Test
  void shouldSayThatItFollowsTheRtlWhereACycleIsNotPredicted() {
    ReceiveScenario scenario =
        ReceiveScenario.of(
            "waves", Map.of(), new TrafficMix(random, 5, 0, 0, 0).add(FRAMES).frames());
    Manifest manifest = TestRtl.generated().manifest(ReceiveHarness.BLOCK, Map.of());
    ReceiveConfig config = ReceiveSettings.config(Map.of());
    ReceivePrediction whole = ReceiveTimingCheck.predict(scenario, config, 9).orElseThrow();
    assertEquals("predicted", cyclesOf(scenario, manifest, config, Optional.of(whole)));
    int places = whole.placeCycles().length;
    ReceivePrediction cut =
        new ReceivePrediction(
            whole.firstBeat(),
            whole.beatCycles(),
            whole.runs(),
            whole.runFrames(),
            whole.runCycles(),
            Arrays.copyOf(whole.placeCycles(), places - 1),
            whole.payloadCycles(),
            whole.lastCycle());
    assertEquals(
        String.format(
            Locale.ROOT,
            "those of the RTL: place: records=%d predicted cycles=%d",
            places,
            places - 1),
        cyclesOf(scenario, manifest, config, Optional.of(cut)));
    assertEquals(
        "those of the RTL: nothing is predicted",
        cyclesOf(scenario, manifest, config, Optional.empty()));
  }

  /** Of waves in which the RTL has not done anything. */
  private static String cyclesOf(
      ReceiveScenario scenario,
      Manifest manifest,
      ReceiveConfig config,
      Optional<ReceivePrediction> predicted) {
    ReceiveLog log =
        new ReceiveLog(5, 9, 100, List.of(), List.of(), List.of(), List.of(), List.of(), Map.of());
    TraceWindow window = TraceWindow.of(Path.of("none.fst"), 5, Long.MAX_VALUE);
    Verdict verdict = Verdict.agreed(1, 100, 1, TimingError.NONE);
    return ReceiveWaves.of(scenario, config, log, predicted, verdict, manifest, window).cyclesOf();
  }

  private RtlSource withOtherLength(String block, Map<String, Long> parameters) throws IOException {
    String bytes = "{1'h0, in_bits_payloadBytes} + {8'h0, out_bits_headerBytes_0}";
    return BrokenRtl.of(
        folder, block, parameters, "HeaderBuilder.sv", bytes + ";", bytes + " + 17'h1;");
  }
}
