package tandem.waveforms.vcd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tandem.waveforms.RandomDumps;
import tandem.waveforms.io.WaveValue;
import tandem.waveforms.io.WaveWindow;
import tandem.waveforms.signal.Signal;
import tandem.waveforms.signal.TimeScale;
import tandem.waveforms.signal.WaveFormatException;
import tandem.waveforms.signal.WaveHeader;

class VcdSyntaxTest {
  private static final String HEAD =
      "$timescale 10 ns $end $scope module m $end $var wire 1 ! a $end $var wire 8 \" b [7:0] $end"
          + " $var real 64 # r $end $upscope $end $enddefinitions $end\n";

  private static WaveWindow read(String text) throws IOException {
    return WaveWindow.read(VcdSource.of("t.vcd", text.getBytes(StandardCharsets.ISO_8859_1)));
  }

  private static List<String> changes(WaveWindow window, String path) {
    List<String> list = new ArrayList<>();
    Signal signal = window.header().find(path).orElseThrow();
    window.forEachChange(signal, (t, v) -> list.add(t + "=" + v));
    return list;
  }

  @Test
  void shouldReadAnyBlanksCommentsAndSections() throws IOException {
    WaveWindow w =
        read(
            "$comment x $y z $end\n$version\r\n 1 2\t$end "
                + HEAD
                + "0! b1x \t\"  #5 $dumpvars 1!\r\nr-1.5e3   #\n$end $comment #9 1! $end b0 \"\n"
                + "#5\n$dumpoff x! bx \" $end #7 $dumpall $end $dumpon 1! b11111111 \" $end #9");
    assertEquals(new TimeScale(-8), w.header().timeScale());
    assertEquals("1 2", w.header().version());
    assertEquals(List.of("0=0", "5=x", "7=1"), changes(w, "m.a"));
    assertEquals(List.of("0=0x0X", "5=0xxx", "7=0xff"), changes(w, "m.b"));
    assertEquals(List.of("5=-1500.0"), changes(w, "m.r"));
    assertEquals(9, w.lastTime());
  }

  @ParameterizedTest
  @CsvSource({
    "b1, 00000001",
    "b0, 00000000",
    "bx, xxxxxxxx",
    "bz1, zzzzzzz1",
    "bx0, xxxxxxx0",
    "bZX, zzzzzzzx",
    "b01, 00000001",
    "b000000000001, 00000001",
    "bxxxxxxxxxx, xxxxxxxx"
  })
  void shouldExtendAsTheStandardSays(String given, String meant) throws IOException {
    WaveWindow w = read(HEAD + "#1 " + given + " \"\n");
    Signal b = w.header().find("m.b").orElseThrow();
    assertEquals(WaveValue.ofDigits(meant), w.valueAt(b, 1));
    assertEquals(WaveValue.initial(b), w.valueAt(b, 0));
  }

  @Test
  void shouldTellNamesFromRanges() throws IOException {
    WaveHeader header =
        read("$var wire 8 a x[7:0] $end $var wire 8 b mem[3] [7:0] $end $var wire 1 c y [4] $end"
                + " $var wire 8 d mem[3] $end $var wire 4 e \\esc[1]  [-1:-4] $end"
                + " $var reg 8 f z[0][1] $end $enddefinitions $end #0 0c")
            .header();
    List<String> shown =
        header.signals().stream()
            .map(s -> s.name() + "|" + s.declaredRange().orElse(null))
            .toList();
    assertEquals(
        List.of(
            "x|[7:0]", "mem[3]|[7:0]", "y|[4]", "mem[3]|null", "\\esc[1]|[-1:-4]", "z[0][1]|null"),
        shown);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "#5 #3|time goes back from #5 to #3|5",
        "#5 1?|identifier code '?' is not declared|5",
        "#5 b12 \" #6|a vector value is b and digits of 01xz|5",
        "#5 b111111111 \" #6|a value of 9 digits for 8 bits|5",
        "#5 0# #6|a one-digit value for a REAL|5",
        "#5 b1 # #6|a vector value for a REAL|5",
        "#5 r1.0 ! #6|a real value for a signal of BITS|5",
        "#5 rabc # #6|not a real number|5",
        "#x|a time is # and decimal digits|-1",
        "#99999999999999999999 #6|a time of more than 63 bits|-1",
        "#5 p0 6 0 !|a port value (extended VCD)|5",
        "#5 $var wire 1 x y $end|'$var' has no place among value changes|5",
        "#5 @!|'@' begins no value change|5",
        "#5 b1|the file is cut off|5",
        "#9223372036854775808 1!|a time of more than 63 bits|-1",
        "#5 $dumpvars 1|the file is cut off|5",
        "#5 $dumpall b1|the file is cut off|5",
        "#5 $dumpon r1.5|the file is cut off|5",
        "#5 $comment abc|the file ends inside $comment|5",
        "''|declarations but no values|-1",
      })
  void shouldNameTheRuleThatBroke(String body, String rule, long lastTime) {
    WaveFormatException e = assertThrows(WaveFormatException.class, () -> read(HEAD + body));
    assertTrue(e.getMessage().contains(rule), e.getMessage());
    assertEquals(lastTime, e.lastTime());
    assertTrue(e.byteOffset() >= HEAD.length() - 1, e.getMessage());
    assertTrue(e.byteOffset() <= HEAD.length() + body.length(), e.getMessage());
    assertEquals("t.vcd", e.file());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|the file is empty",
        "$date now|$date has no $end",
        "$scope module m $end|the file ends before $enddefinitions",
        "$scope $end|$scope needs a type and a name",
        "$scope m $end|$scope needs a type and a name",
        "$timescale 3 ns $end|a time unit is 1, 10 or 100",
        "$var wire -1 ! a $end|a $var size is a number from 0",
        "$var wire \u0663 ! a $end|a $var size is a number from 0",
        "$var wire 99999999999 ! a $end|a $var size is a number from 0",
        "$var wire 1 ! $end|$var needs type, size, identifier code and name",
        "$var wire 1 ! a $end $var wire 2 ! b $end|is declared as wire of 1 bits and as wire of 2",
        "hello|a declaration begins with '$', found 'hello'",
      })
  void shouldNameTheDeclarationThatIsWrong(String text, String rule) {
    WaveFormatException e = assertThrows(WaveFormatException.class, () -> read(text));
    assertTrue(e.getMessage().contains(rule), e.getMessage());
    assertEquals(-1, e.lastTime());
  }

  /** What other tools write and read, and what is said of it; each is this dump, read. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // Treadle, and fst2vcd where all is in the first moment.
        "$var wire 1 ! q $end|#0 $dumpvars 0! #5 1! #9|$dumpvars without its $end",
        "$var wire 1 ! q $end|#0 $dumpall 0! #5 $dumpon 1! $end #9|$dumpall without its $end",
        "$var wire 1 ! q $end|#0 0! #5 $dumpon 1! #9|$dumpon without its $end",
        "$scope module $end $scope begin $end $var wire 1 ! q $end $upscope $end $upscope $end|#0 0! #5 1! #9|a scope without a name",
        "$upscope $end $var wire 1 ! q $end|#0 0! #5 1! #9|an $upscope where no scope is open",
        "\u00ef\u00bb\u00bf$var wire 1 ! q $end|#0 0! #5 1! #9|a byte order mark in front",
      })
  void shouldReadWhatOtherToolsReadAndSaySo(String head, String body, String said)
      throws IOException {
    VcdSource source = VcdSource.of("t", dump(head + " $enddefinitions $end\n" + body));
    WaveWindow w = WaveWindow.read(source);
    assertEquals(List.of("0=0", "5=1"), changes(w, "q"));
    assertEquals(9, w.lastTime());
    assertEquals(1, source.remarks().size(), source.remarks()::toString);
    assertTrue(source.remarks().get(0).startsWith(said), source.remarks()::toString);
  }

  private static byte[] dump(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  @Test
  void shouldEndAtTheFirstMomentInsideDumpvars() throws IOException {
    WaveWindow w = read("$var wire 1 ! q $end $enddefinitions $end #0 $dumpvars 0!\n");
    assertEquals(List.of("0=0"), changes(w, "q"));
  }

  @Test
  void shouldCloseScopesLeftOpen() throws IOException {
    WaveHeader header =
        read("$scope module a $end $scope module b $end $var wire 1 ! q $end $enddefinitions $end"
                + " #0 0!")
            .header();
    assertEquals("a.b.q", header.signals().get(0).path());
    assertEquals(List.of("scopes that $enddefinitions finds open: 2"), header.remarks());
  }

  @Test
  void shouldTakeAVectorOfNoBitsForOneWithoutValues() throws IOException {
    WaveWindow w =
        read(
            "$var wire 0 ! none [-1:0] $end $var wire 1 \" q $end $enddefinitions $end\n"
                + "#0 b ! 0\" #5 b0 ! bx ! 1!\n1\"");
    assertEquals(List.of("0=0", "5=1"), changes(w, "q"));
    assertEquals(List.of(), changes(w, "none"));
    assertEquals(1, w.header().remarks().size());
    assertThrows(WaveFormatException.class, () -> read(HEAD + "#5 b !"));
  }

  @ParameterizedTest
  @CsvSource({"0", "1", "2", "3", "4", "5", "6", "7"})
  void shouldReadTimesOf63Bits(int last) throws IOException {
    long time = 9223372036854775800L + last;
    WaveWindow w = read(HEAD + "#0 0! #000" + time + " 1!");
    assertEquals(List.of("0=0", time + "=1"), changes(w, "m.a"));
  }

  @ParameterizedTest
  @CsvSource({"UTF-16LE, \ufeff", "UTF-16BE, \ufeff"})
  void shouldCallAMarkOfUtf16WhatItIs(String charset, String mark) {
    byte[] text = (mark + HEAD).getBytes(java.nio.charset.Charset.forName(charset));
    WaveFormatException e = assertThrows(WaveFormatException.class, () -> VcdSource.of("t", text));
    assertTrue(e.getMessage().contains("a byte order mark of UTF-16"), e.getMessage());
  }

  @Test
  void shouldGiveWhatPrecedesTheFaultAndItsOffset() {
    String good = HEAD + "#1 1! #2 0! ";
    WaveWindow window = new WaveWindow();
    WaveFormatException e =
        assertThrows(
            WaveFormatException.class,
            () ->
                VcdSource.of("t", (good + "1~ #3 1!").getBytes(StandardCharsets.US_ASCII))
                    .read(window));
    assertEquals(good.length() + 1, e.byteOffset());
    assertEquals(List.of("1=1", "2=0"), changes(window, "m.a"));
  }

  @Test
  void shouldReportACutGzipWithWhatWasRead() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      StringBuilder text = new StringBuilder(HEAD);
      Random random = new Random(1);
      for (int t = 0; t < 20_000; t++) {
        text.append("#")
            .append(t)
            .append("\nb")
            .append(Integer.toBinaryString(random.nextInt(256)));
        text.append(" \"\n");
      }
      out.write(text.toString().getBytes(StandardCharsets.US_ASCII));
    }
    byte[] cut = java.util.Arrays.copyOf(packed.toByteArray(), packed.size() / 2);
    WaveFormatException e =
        assertThrows(
            WaveFormatException.class, () -> WaveWindow.read(VcdSource.of("t.vcd.gz", cut)));
    assertTrue(e.getMessage().contains("gzip data is damaged or cut off"), e.getMessage());
    assertTrue(e.lastTime() > 1000, e.getMessage());
  }

  @Test
  void shouldReadCodesOfEveryLength() throws IOException {
    StringBuilder text = new StringBuilder();
    List<String> codes = new ArrayList<>();
    Random random = new Random(3);
    for (int i = 0; i < 3000; i++) {
      StringBuilder code = new StringBuilder();
      for (int c = 0; c <= random.nextInt(14); c++) {
        code.append((char) (33 + random.nextInt(94)));
      }
      // The number keeps codes apart; they may be as long as they like.
      codes.add(code.append(i).toString());
      text.append("$var wire 16 ").append(code).append(" s").append(i).append(" $end\n");
    }
    text.append("$enddefinitions $end\n#0\n");
    for (int i = 0; i < codes.size(); i++) {
      text.append('b')
          .append(Integer.toBinaryString(i))
          .append(' ')
          .append(codes.get(i))
          .append('\n');
    }
    WaveWindow w = read(text.toString());
    for (Signal signal : w.header().signals()) {
      assertTrue(
          w.valueAt(signal, 0).is(Long.parseLong(signal.name().substring(1))), signal.name());
    }
  }

  @Test
  void shouldSurviveDamageAnywhere() throws IOException {
    Random random = new Random(20260103);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    WaveHeader header = RandomDumps.header(new Random(7), true);
    try (VcdWriter writer = new VcdWriter(out)) {
      RandomDumps.play(new Random(7), header, writer, 80);
    }
    int refused = 0;
    for (int round = 0; round < 4000; round++) {
      byte[] bad = Damage.of(random, out.toByteArray());
      try {
        WaveWindow.read(VcdSource.of("fuzz", bad));
      } catch (WaveFormatException e) {
        refused++;
        assertTrue(e.byteOffset() >= 0 && e.byteOffset() <= bad.length, e.getMessage());
      }
    }
    assertTrue(refused > 1500, refused + " refused");
  }
}
