package tandem.bench.rx;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tandem.bench.BrokenRtl;
import tandem.bench.WaveCase;
import tandem.cosim.receive.HeaderHarness;
import tandem.cosim.receive.ParserHarness;
import tandem.cosim.receive.ReceiveHarness;
import tandem.cosim.receive.ReceiveScenario;
import tandem.cosim.rtl.RtlSource;

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
            ParserHarness.BLOCK,
            Map.of(),
            "Parser.sv",
            "out_bits_hopLimit = segment_hopLimit;",
            "out_bits_hopLimit = segment_hopLimit ^ 8'h1;");
    ReceiveScenario scenario =
        ReceiveScenario.of(
            "waves", Map.of(), new TrafficMix(random, 5, 0, 0, 0).add(FRAMES).frames());
    WaveCase.check(folder, new ParserHarness(), scenario, broken, "Parser.out", "hopLimit");
  }

  @Test
  void shouldShowAHeaderThatIsWrong() throws IOException {
    WaveCase.check(
        folder,
        new HeaderHarness(),
        HeaderRandomBench.scenario(random, 0, FRAMES),
        withOtherLength(HeaderHarness.BLOCK, Map.of()),
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

  private RtlSource withOtherLength(String block, Map<String, Long> parameters) throws IOException {
    String bytes = "{1'h0, in_bits_payloadBytes} + {8'h0, out_bits_headerBytes_0}";
    return BrokenRtl.of(
        folder, block, parameters, "HeaderBuilder.sv", bytes + ";", bytes + " + 17'h1;");
  }
}
