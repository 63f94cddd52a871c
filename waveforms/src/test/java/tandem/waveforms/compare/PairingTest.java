package tandem.waveforms.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tandem.waveforms.DumpText;
import tandem.waveforms.Tools;
import tandem.waveforms.io.WaveSource;
import tandem.waveforms.signal.TimeScale;
import tandem.waveforms.signal.UnknownSignalException;

/** Which signals are held against each other, and that none is passed over in silence. */
class PairingTest {
  private static final String BITS = ">tb; 1 a count [1]; 1 b count [0]; <";
  private static final String JOINED = ">tb; 3 a q [2:0]; <";
  private static final String APART = ">tb; 1 a q [2]; 1 b q [1]; 1 c q [0]; <";
  private static final String TWICE = ">tb; >unnamed; 1 a i; <; >unnamed; 1 b i; <; <";

  @TempDir Path dir;

  private static Comparison diff(WaveSource a, WaveSource b, CompareOptions.Builder options)
      throws IOException {
    return WaveCompare.compare(a, b, options.build());
  }

  private static CompareOptions.Builder time() {
    return CompareOptions.of(CompareMode.TIME);
  }

  private static WaveSource dump(String declarations, String changes) throws IOException {
    return DumpText.source("d", DumpText.vcd(declarations, changes));
  }

  /** Left, right, both with their changes; what differs first, or nothing; compared of each. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // Bits declared apart, parts of a bus, scopes opened twice.
        BITS + "|#0 0a 0b #5 1b #9|" + BITS + "|#0 0a 0b #5 0b #9|tb.count[0]|2|2",
        BITS + "|#0 0a 0b #5 1b #9|" + BITS + "|#0 0a 0b #5 1b #9||2|2",
        BITS + "|#0 0a 0b #5 1b #9|>tb; 1 b count [0]; 1 a count [1]; <|#0 0a 0b #5 1b #9||2|2",
        ">tb; 4 a n [7:4]; 4 b n [3:0]; <|#0 b0~a b0~b #5 b1~b #9|>tb; 4 a n [7:4]; 4 b n [3:0]; <|#0 b0~a b0~b #5 b11~b #9|tb.n[3:0]|2|2",
        TWICE + "|#0 0a 0b #5 1b #9|" + TWICE + "|#0 0a 0b #6 1b #9|tb.unnamed#2.i|2|2",
        TWICE + "|#0 0a 0b #5 1b #9|" + TWICE + "|#0 0a 0b #5 1b #9||2|2",
        // A scope that is opened again for more of it is the same scope.
        ">tb; 1 a i; <; >tb; 1 b j; <|#0 0a 0b #5 1b #9|>tb; 1 a i; 1 b j; <|#0 0a 0b #5 1b #9||2|2",
        // Joined against apart, in any order, and other cuts.
        JOINED + "|#0 b0~a #5 b101~a #9|" + APART + "|#0 0a 0b 0c #5 1a 1c #9||1|3",
        JOINED + "|#0 b0~a #5 b101~a #9|" + APART + "|#0 0a 0b 0c #5 1a 1b 1c #9|tb.q[1]|1|3",
        JOINED
            + "|#0 b0~a #5 b1~a #9|>tb; 1 a q [0]; 1 b q [1]; 1 c q [2]; <|#0 0a 0b 0c #5 1a #9||1|3",
        JOINED + "|#0 b0~a #5 b1~a #9|>tb; 1 c q [2]; 1 a q [0]; <|#0 0a 0c #5 1a #9||0|2",
        "8 a n [7:0]|#0 b0~a #5 b10100101~a #9|2 a n [7:6]; 6 b n [5:0]|#0 b0~a b0~b #5 b10~a b100101~b #9||1|2",
        "8 a n|#0 b0~a #5 b10100101~a #9|4 a n [7:4]; 4 b n [3:0]|#0 b0~a b0~b #5 b1010~a b111~b #9|n[3:0]|1|2",
        "4 a n [0:3]|#0 b0~a #5 b1000~a #9|1 a n [0]; 1 b n [1]; 1 c n [2]; 1 d n [3]|#0 0a 0b 0c 0d #5 1a #9||1|4",
        "4 a n [7:4]; 4 b n [3:0]|#0 b0~a b0~b #5 b1~a b1000~b #9|2 a n [7:6]; 4 b n [5:2]; 2 c n [1:0]|#0 b0~a b0~b b0~c #5 b110~b #9||2|3",
        // An index glued to its name is the same bit.
        "1 a z[3]; 1 b z[2]|#0 0a 0b #5 1a #9|1 a z [3]; 1 b z [2]|#0 0a 0b #5 1a #9||2|2",
        "1 a z[3]; 1 b z[2]|#0 0a 0b #5 1a #9|1 a z [3]; 1 b z [2]|#0 0a 0b #5 1b #9|z[3]|2|2",
        "1 a z[1]; 1 b z[0]|#0 0a 0b #5 1a #9|2 a z [1:0]|#0 b0~a #5 b10~a #9||2|1",
        "8 a m[1]; 8 b m[0]|#0 b0~a b0~b #5 b1~a #9|8 a m[1] [7:0]; 8 b m[0] [7:0]|#0 b0~a b0~b #5 b1~a #9||2|2",
        // Ranges that count otherwise are the same bus, ranges apart are not.
        "8 a n [8:1]|#0 b0~a #5 b1~a #9|8 a n [7:0]|#0 b0~a #5 b1~a #9||1|1",
        "1 c c; 4 a n [7:4]|#0 0c b0~a #5 b1~a #9|1 c c; 4 a n [3:0]|#0 0c b0~a #5 b11~a #9||1|1",
        // The same name twice in a scope, once in the other.
        "1 a i; 1 b i|#0 0a 0b #5 1b #9|1 a i; 1 b i|#0 0a 0b #6 1b #9|i#2|2|2",
        "1 a i; 1 b i|#0 0a 0b #5 1b #9|1 a i|#0 0a #9||1|1",
        // Several tops.
        ">u0; 1 a q; <; >u1; 1 b q; <|#0 0a 1b #5 1a #9|>c; 1 a q; <|#0 0a #5 1a #9||1|1",
        ">u0; 1 a q; <; >u1; 1 b q; <|#0 0a 1b #5 1a #9|>v0; 1 a q; <; >v1; 1 b q; <|#0 0a 1b #5 1a 0b #9|u1.q|2|2",
        ">$rootio; 1 r clk; <; >TOP; 1 c clk; 1 q q; <|#0 0r 0c 0q #5 1c 1q #9|>tb; 1 c clk; 1 q q; <|#0 0c 0q #5 1c 1q #9||2|2",
      })
  void shouldPairEachSignalOnceInBothOrdersAndFormats(
      String left,
      String leftChanges,
      String right,
      String rightChanges,
      String differs,
      int ofA,
      int ofB)
      throws Exception {
    String a = DumpText.vcd(left, leftChanges);
    String b = DumpText.vcd(right, rightChanges);
    check(DumpText.source("a", a), DumpText.source("b", b), differs, ofA, ofB);
    check(DumpText.source("b", b), DumpText.source("a", a), differs, ofB, ofA);
    if (Tools.isPresent("vcd2fst")) {
      WaveSource fst = DumpText.fst(dir, "a", a);
      check(fst, DumpText.fst(dir, "b", b), differs, ofA, ofB);
      check(DumpText.source("b", b), fst, differs, ofB, ofA);
    }
  }

  private static void check(WaveSource a, WaveSource b, String differs, int ofA, int ofB)
      throws IOException {
    Comparison result = diff(a, b, time());
    String text = ComparisonText.of(result, TimeScale.NANOSECOND, TimeScale.NANOSECOND);
    assertEquals(differs == null, result.equal(), text);
    if (differs != null) {
      // Without scopes, which each side may call otherwise.
      assertEquals(leaf(differs), leaf(result.first().stream()), text);
      assertEquals(5, result.first().expected().time(), text);
    }
    int declaredA = a.header().signals().size();
    int declaredB = b.header().signals().size();
    assertEquals(new Comparison.Coverage(declaredA, 0, ofA), result.expectedCoverage(), text);
    assertEquals(new Comparison.Coverage(declaredB, 0, ofB), result.actualCoverage(), text);
    assertEquals(declaredA - ofA, result.onlyExpected().size(), text);
    assertEquals(declaredB - ofB, result.onlyActual().size(), text);
    assertTrue(
        text.contains(ofA + " of " + declaredA + " in A, " + ofB + " of " + declaredB), text);
  }

  private static String leaf(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  @Test
  void shouldCompareBitsOfARecordsFields() throws IOException {
    String declared = ">tb; 1 c clock; 1 v o_valid; 1 x o_bits_d [1]; 1 y o_bits_d [0]; <";
    String joined = ">tb; 1 c clock; 1 v o_valid; 2 x o_bits_d [1:0]; <";
    String run = "#0 0c 1v 0x 1y #5 1c #10 0c 1x #15 1c #20 0c";
    for (CompareMode mode : List.of(CompareMode.CYCLE, CompareMode.TRANSACTION)) {
      Comparison same = diff(dump(declared, run), dump(declared, run), CompareOptions.of(mode));
      assertTrue(same.equal());
      WaveSource bad = dump(declared, run.replace("0c 1x", "0c 1x 0y"));
      Divergence d = diff(dump(declared, run), bad, CompareOptions.of(mode)).first();
      assertEquals("d[0]", d.field());
      assertEquals(1, d.expected().cycle());
      WaveSource whole = dump(joined, "#0 0c 1v b1~x #5 1c #10 0c b11~x #15 1c #20 0c");
      assertTrue(diff(dump(declared, run), whole, CompareOptions.of(mode)).equal());
      Divergence cut = diff(whole, bad, CompareOptions.of(mode)).first();
      assertEquals("d[0]", cut.field());
    }
    Comparison records =
        diff(dump(declared, run), dump(declared, run), CompareOptions.of(CompareMode.TRANSACTION));
    assertEquals(new Comparison.Coverage(4, 0, 3), records.expectedCoverage());
  }

  @Test
  void shouldFindStreamsInScopesOpenedTwice() throws IOException {
    String declared = ">tb; 1 c clock; >u; 1 v valid; 4 x data; <; >u; 1 w valid; 4 y data; <; <";
    String run = "#0 0c 1v 0w b0~x b0~y #5 1c #10 0c 1w b101~y #15 1c";
    Comparison bad =
        diff(
            dump(declared, run),
            dump(declared, run.replace("b101~y", "b111~y")),
            CompareOptions.of(CompareMode.TRANSACTION));
    assertEquals("tb.u#2", bad.first().stream());
    assertEquals("data", bad.first().field());
    assertEquals(2, bad.streams().size());
  }

  @Test
  void shouldTakeAClockByItsBit() throws IOException {
    String declared = "1 a clk [1]; 1 b clk [0]; 1 q q";
    WaveSource one = dump(declared, "#0 0a 0b 0q #5 1b #6 1q #10 0b #15 1b #20");
    WaveSource other = dump(declared, "#0 0a 0b 0q #5 1b #10 0b #15 1b #20");
    CompareOptions.Builder named =
        CompareOptions.of(CompareMode.CYCLE).clock(CompareOptions.Names.parse("clk[0]"));
    assertEquals(1, diff(one, other, named).first().expected().cycle());
    CompareOptions.Builder vague =
        CompareOptions.of(CompareMode.CYCLE).clock(CompareOptions.Names.parse("clk"));
    UnknownSignalException e =
        assertThrows(UnknownSignalException.class, () -> diff(one, other, vague));
    assertTrue(e.getMessage().contains("clk[1], clk[0]; give path and range"), e.getMessage());
    WaveSource wide = dump("2 a clk", "#0 b0~a #5 b1~a");
    assertThrows(ComparisonRefused.class, () -> diff(wide, wide, vague));
  }

  @Test
  void shouldApplyMasksMapsAndPatternsToOneOfThem() throws IOException {
    WaveSource good = dump(APART, "#0 0a 0b 0c #5 1a 1c #9");
    WaveSource bad = dump(APART, "#0 0a 0b 0c #5 1a 1b 1c #9");
    WaveSource joined = dump(JOINED, "#0 b0~a #5 b101~a #9");
    for (WaveSource expected : List.of(good, joined)) {
      for (String mask : Set.of("q=5", "q[1]=0", "tb.q=0x5")) {
        // In the joined dump q[1] is no signal's name, but that of the pair.
        CompareOptions.Builder masked = time().mask(CompareOptions.Mask.parse(mask));
        assertTrue(diff(expected, bad, masked).equal(), mask);
      }
      assertEquals("tb.q[1]", diff(expected, bad, time().mask(mask("q=2"))).first().stream());
    }
    Comparison masked = diff(good, bad, time().mask(mask("q=5")));
    assertEquals(new Comparison.Coverage(3, 0, 2), masked.expectedCoverage());
    NameMapping without = NameMapping.IDENTITY.restrict(List.of(), List.of("q[1]"));
    Comparison excluded = diff(good, bad, time().mapping(without));
    assertTrue(excluded.equal());
    assertEquals(new Comparison.Coverage(3, 1, 2), excluded.expectedCoverage());
    NameMapping crossed = NameMapping.IDENTITY.map("tb.q[1]", "tb.q[0]");
    assertEquals("tb.q[1]", diff(good, bad, time().mapping(crossed)).first().stream());
    Comparison crossedWith = diff(good, bad, time().mapping(crossed));
    assertEquals(List.of("tb.q[0]"), crossedWith.onlyExpected());
    assertEquals(List.of("tb.q[1]"), crossedWith.onlyActual());
    WaveSource renamed = dump(APART.replace(" q ", " p "), "#0 0a 0b 0c #5 1a 1c #9");
    NameMapping whole = NameMapping.IDENTITY.map("tb.q", "tb.p");
    Comparison all = diff(good, renamed, time().mapping(whole));
    assertTrue(all.equal());
    assertEquals(new Comparison.Coverage(3, 0, 3), all.expectedCoverage());
  }

  private static CompareOptions.Mask mask(String text) {
    return CompareOptions.Mask.parse(text);
  }

  @Test
  void shouldGiveASignalToOneRuleOnly() throws IOException {
    WaveSource two = dump("1 a x; 1 b y", "#0 0a 1b #5 1a");
    WaveSource one = dump("1 a z", "#0 0a #5 1a");
    NameMapping both = NameMapping.IDENTITY.map("x", "z").map("y", "z");
    Comparison result = diff(two, one, time().mapping(both));
    assertTrue(result.equal());
    assertEquals(List.of("y"), result.onlyExpected());
  }

  @Test
  void shouldPairTheSameTopsInBothOrders() throws IOException {
    String many = ">a; >dut; 1 a q; 1 b r; <; <; >b; >other; 1 c q; <; <";
    String few = ">x; 1 a q; 1 b r; <";
    WaveSource left = dump(many, "#0 0a 0b 1c #5 1a #9");
    WaveSource right = dump(few, "#0 0a 0b #5 1a #9");
    Set<List<String>> forth =
        names(Pairing.of(left.header(), right.header(), NameMapping.IDENTITY));
    Set<List<String>> back = names(Pairing.of(right.header(), left.header(), NameMapping.IDENTITY));
    assertEquals("[[a.dut.q, x.q], [a.dut.r, x.r]]", forth.toString());
    assertEquals(forth, back);
  }

  private static Set<List<String>> names(Pairing pairing) {
    Set<List<String>> names = new TreeSet<>(java.util.Comparator.comparing(List::toString));
    for (SignalPair p : pairing.pairs()) {
      names.add(List.of(p.expected().path(), p.actual().path()).stream().sorted().toList());
    }
    return names;
  }
}
