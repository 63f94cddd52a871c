package tandem.bench.rx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tandem.bench.BrokenRtl;
import tandem.bench.WaveCase;
import tandem.cosim.block.BlockHarness;
import tandem.cosim.block.Drive;
import tandem.cosim.block.Scenario;
import tandem.cosim.rtl.RtlSource;
import tandem.cosim.rx.HeaderBuilderBlock;
import tandem.cosim.rx.ParserBlock;
import tandem.cosim.rx.ReceivePathBlock;
import tandem.cosim.rx.ReceiveSettings;
import tandem.cosim.rx.ReceiveStage;
import tandem.cosim.timing.ModelRecords;
import tandem.cosim.timing.Prediction;
import tandem.model.rx.ReceiveConfig;

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
        new BlockHarness<>(new ReceivePathBlock()),
        ReceiveRandomBench.scenario(random, 0, FRAMES, small),
        withOtherLength(ReceivePathBlock.BLOCK, small),
        "HeaderBuilder.out",
        "totalBytes");
  }

  @Test
  void shouldSayThatItFollowsTheRtlWhereACycleIsNotPredicted() {
    ReceivePathBlock block = new ReceivePathBlock();
    Scenario scenario =
        ReceivePathBlock.scenario(
            "waves", Map.of(), new TrafficMix(random, 5, 0, 0, 0).add(FRAMES).frames());
    ReceiveConfig config = ReceiveSettings.config(Map.of());
    Prediction whole = block.predict(scenario, config, new Drive(), 9).orElseThrow();
    ModelRecords records = block.alone(scenario, config, Optional.of(whole), 5);
    assertEquals("", records.lack(whole));
    int places = whole.cycles().get("place").length;
    Map<String, long[]> cut = new HashMap<>(whole.cycles());
    cut.put("place", Arrays.copyOf(cut.get("place"), places - 1));
    assertEquals(
        String.format(
            Locale.ROOT, ", since place has records=%d predicted cycles=%d", places, places - 1),
        records.lack(new Prediction("in", cut, whole.causes())));
    assertEquals(
        ", since nothing is predicted", block.alone(scenario, config, Optional.empty(), 5).why());
  }

  private RtlSource withOtherLength(String block, Map<String, Long> parameters) throws IOException {
    String bytes = "+ {8'h0, built_in_bits_headerBytes}";
    return BrokenRtl.of(
        folder, block, parameters, "HeaderBuilder.sv", bytes + ")", bytes + " + 17'h1)");
  }
}
