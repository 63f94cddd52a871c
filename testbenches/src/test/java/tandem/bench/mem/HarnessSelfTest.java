package tandem.bench.mem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tandem.bench.BrokenRtl;
import tandem.bench.TestRtl;
import tandem.cosim.check.Mismatch;
import tandem.cosim.rtl.RtlSource;
import tandem.cosim.splitter.SplitterHarness;
import tandem.cosim.splitter.SplitterHarness.Result;
import tandem.cosim.splitter.SplitterScenario;
import tandem.cosim.stream.TraceWindow;
import tandem.model.mem.AlignmentSplitter;
import tandem.model.mem.SplitRequest;
import tandem.model.record.HostBurst;
import tandem.model.record.HostSpan;
import tandem.model.record.MemoryOp;
import tandem.rtlgen.Flavour;
import tandem.rtlgen.RtlGenerator;
import tandem.support.CacheDirectory;

/**
 * The harness is made to fail: each way of breaking model or RTL must be noticed, at the right
 * stage and in the right field. A checker that lets one pass could not be trusted with the others.
 */
class HarnessSelfTest {
  @TempDir Path folder;

  static Stream<Arguments> brokenModels() {
    return Stream.of(
        broken("op", 5, b -> burst(b, 0, b.op() == MemoryOp.READ ? 1 : 0)),
        broken("address", 9, b -> burst(b, 1, b.address() + 1)),
        broken("bytes", 3, b -> burst(b, 2, b.bytes() == 1 ? 2 : b.bytes() - 1)),
        broken("offset", 7, b -> burst(b, 3, b.offset() + 64)),
        broken("padBytes", 11, b -> burst(b, 4, b.padBytes() == 0 ? 1 : 0)),
        broken("guest", 2, b -> burst(b, 5, b.guest() ^ 0x80)),
        broken("tag", 13, b -> burst(b, 6, b.tag() ^ 1)),
        broken("slot", 17, b -> burst(b, 7, (b.slot() + 1) % 256)),
        broken("first", 19, b -> burst(b, 8, b.first() ? 0 : 1)),
        broken("last", 23, b -> burst(b, 9, b.last() ? 0 : 1)));
  }

  @ParameterizedTest(name = "model breaks {0} of burst {1}")
  @MethodSource("brokenModels")
  void shouldNoticeABrokenFieldOfTheModel(
      String field, int number, UnaryOperator<HostBurst> breaking) {
    int[] count = {0};
    Mismatch mismatch =
        run(
            model ->
                span -> {
                  SplitRequest r = model.apply(span);
                  return with(
                      r,
                      r.bursts().stream()
                          .map(b -> count[0]++ == number ? breaking.apply(b) : b)
                          .toList());
                });
    assertEquals("AlignmentSplitter", mismatch.stage());
    assertEquals(List.of(field), mismatch.differing());
    assertTrue(mismatch.cycle() > 0 && !mismatch.journey().isEmpty(), mismatch::toString);
  }

  @Test
  void shouldNoticeAModelThatForgetsABurst() {
    Mismatch m =
        run(
            model ->
                span -> {
                  SplitRequest r = model.apply(span);
                  return with(r, drop(r.bursts()));
                });
    assertTrue(!m.differing().isEmpty(), m::toString);
  }

  @Test
  void shouldNoticeAModelThatNeverRejects() {
    Mismatch m =
        run(
            model ->
                span ->
                    model.apply(
                        new HostSpan(
                            span.op(),
                            span.address(),
                            span.bytes(),
                            span.padBytes(),
                            true,
                            span.guest(),
                            span.tag())));
    assertEquals("AlignmentSplitter", m.stage());
  }

  @Test
  void shouldNoticeAModelThatKeepsAnotherPolicy() {
    SplitterHarness harness =
        new SplitterHarness(config -> new AlignmentSplitter(config.with("policy", 2))::accept);
    Mismatch m = mismatch(harness.run(scenario(), TestRtl.generated(), TraceWindow.none()));
    assertTrue(m.differing().contains("bytes") || m.differing().contains("last"), m::toString);
  }

  /** The RTL breaks: a text of the generated Verilog is replaced by another. */
  @ParameterizedTest(name = "RTL breaks {0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          BurstCutter   | assign out_bits_first = isFirst;    | assign out_bits_first = 1'h1;  | first
          BurstCutter   | assign out_bits_op = request_span_op; | assign out_bits_op = 1'h0;   | op
          BurstCutter   | assign out_bits_guest = request_span_guest; | assign out_bits_guest = 8'h0; | guest
          SpanTracker   | assign done_bits_slot = oldest;     | assign done_bits_slot = 8'h0;  | slot
          SplitCounters | counted ? onBus : 14'h0             | counted ? 14'h1 : 14'h0        | busBytes
          """)
  void shouldNoticeBrokenRtl(String file, String text, String instead, String field)
      throws IOException {
    RtlSource rtl = broken(file, text, instead);
    Mismatch m = mismatch(new SplitterHarness().run(scenario(), rtl, TraceWindow.none()));
    assertEquals("AlignmentSplitter", m.stage());
    assertEquals(List.of(field), m.differing());
  }

  @Test
  void shouldNoticeRtlGeneratedWithAnotherParameter() throws IOException {
    RtlGenerator generator = generator();
    generator.generate(
        "alignment-splitter",
        Map.of("readLineBytes", "128"),
        Flavour.SIMULATION,
        folder.resolve("rtl"));
    Files.delete(folder.resolve("rtl/manifest.json")); // which would tell
    RtlSource rtl = new RtlSource(CacheDirectory.ofUser(), Optional.of(folder.resolve("rtl")));
    Mismatch m = mismatch(new SplitterHarness().run(scenario(), rtl, TraceWindow.none()));
    assertTrue(m.differing().contains("bytes"), m::toString);
  }

  private static Arguments broken(String field, int number, UnaryOperator<HostBurst> breaking) {
    return Arguments.of(field, number, breaking);
  }

  /** A copy of a burst with the field at that index set to a number. */
  private static HostBurst burst(HostBurst b, int field, long value) {
    return new HostBurst(
        field == 0 ? MemoryOp.values()[(int) value] : b.op(),
        field == 1 ? value : b.address(),
        field == 2 ? (int) value : b.bytes(),
        field == 3 ? value : b.offset(),
        field == 4 ? (int) value : b.padBytes(),
        field == 5 ? (int) value : b.guest(),
        field == 6 ? (int) value : b.tag(),
        field == 7 ? (int) value : b.slot(),
        field == 8 ? value == 1 : b.first(),
        field == 9 ? value == 1 : b.last());
  }

  private static List<HostBurst> drop(List<HostBurst> bursts) {
    return bursts.size() < 2 ? bursts : bursts.subList(0, bursts.size() - 1);
  }

  private static SplitRequest with(SplitRequest r, List<HostBurst> bursts) {
    return new SplitRequest(r.span(), r.number(), r.slot(), r.verdict(), bursts);
  }

  private static Mismatch run(UnaryOperator<Function<HostSpan, SplitRequest>> breaking) {
    SplitterHarness harness =
        new SplitterHarness(config -> breaking.apply(new AlignmentSplitter(config)::accept));
    return mismatch(harness.run(scenario(), TestRtl.generated(), TraceWindow.none()));
  }

  private static Mismatch mismatch(Result result) {
    assertTrue(!result.verdict().isAgreed(), "the checker let it pass");
    return result.verdict().mismatch().orElseThrow();
  }

  private static SplitterScenario scenario() {
    return SplitterScenario.of(
        "self test", Map.of(), new ArrayList<>(Spans.random(new Random(3), 300)));
  }

  private static RtlGenerator generator() {
    return new RtlGenerator(CacheDirectory.ofUser().root().resolve("rtl"));
  }

  private Path generated() {
    generator().generate("alignment-splitter", Map.of(), Flavour.SIMULATION, folder.resolve("rtl"));
    return folder.resolve("rtl");
  }

  private RtlSource broken(String file, String text, String instead) throws IOException {
    Path rtl = generated();
    BrokenRtl.replace(rtl, file + ".sv", text, instead);
    return new RtlSource(CacheDirectory.ofUser(), Optional.of(rtl));
  }
}
