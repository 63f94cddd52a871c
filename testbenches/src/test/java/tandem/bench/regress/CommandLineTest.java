package tandem.bench.regress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tandem.bench.CommandRun;
import tandem.cosim.capture.CaptureReader;
import tandem.cosim.rtl.UsageException;

/** What the command line says to good and bad input. */
class CommandLineTest {
  @TempDir Path folder;

  @ParameterizedTest(name = "[{index}] {0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          regress --bench splitter-randm       | unknown bench: --bench=splitter-randm; nearest names: splitter-random
          regress --sede 4                     | Unknown options: '--sede'
          regress --seeds none                 | Invalid value for option '--seeds'
          regress --seeds 0                    | --seeds must be at least 1: --seeds=0
          regress --rtl nowhere                | --rtl must name a directory: --rtl=nowhere
          regress --jobs 0                     | --jobs must be at least 1: --jobs=0
          rtl --block alignment-spliter --out X| unknown block=alignment-spliter; nearest names: alignment-splitter
          rtl --set requestSlots=3 --out X     | requestSlots must be a power of two from 2 to 256: requestSlots=3
          rtl --set slots=4 --out X            | unknown setting slots=4
          rtl                                  | Missing required option: '--out=<out>'
          rtl --out X --page P                 | --page goes with --ppa
          rtl --ppa --out X                    | --ppa writes no RTL and no gates
          rtl --ppa --limit 0                  | --limit must be at least 1: limit=0
          rtl --ppa --block execution-stbu     | unknown block=execution-stbu; nearest names: execution-stub
          replay nowhere.case.json             | nowhere.case.json: cannot be read
          run split --in nowhere.csv --out X   | no such file or folder: --in=nowhere.csv
          regres                               | Unmatched argument at index 0: 'regres'
          """)
  void shouldRefuseWithOneLine(String command, String message) {
    CommandRun.of(command.replace("X", folder.resolve("out").toString()).split(" "))
        .assertRefused(message);
  }

  @ParameterizedTest(name = "[{index}] {0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          op,address,bytes;write,12           | :2: must have 3 values: values=2
          op,address,bytes;copy,0,1           | :2: op must be read or write: op=copy
          op,address,bytes;read,0,1;read,x,1  | :3: address must be a number, decimal or 0x: address=x
          op,address,bytes;read,-1,1          | :2: address must be a number, decimal or 0x: address=-1
          op,address,bytes;read,0,4294967296  | :2: bytes must be less than 2^32: bytes=4294967296
          op,addr,bytes;read,0,1              | :1: the header line must name op,address,bytes: header=op,addr,bytes
          ''                                  | :1: the header line must name op,address,bytes: header=
          """)
  void shouldNameFileAndLineOfBadRequests(String lines, String message) throws IOException {
    Path in = Files.writeString(folder.resolve("in.csv"), lines.replace(";", "\n"));
    Path out = folder.resolve("out.jsonl");
    CommandRun.of(
            "run", "split", "--in", in.toString(), "--engine", "model", "--out", out.toString())
        .assertRefused(in + message);
    assertTrue(Files.notExists(out), "no half-written file stays");
    try (var files = Files.list(folder)) {
      assertEquals(List.of(in), files.toList());
    }
  }

  @ParameterizedTest(name = "[{index}] --set {0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          polcy=COST         | unknown setting: polcy=COST block=alignment-splitter; nearest names: policy
          policy=SOMETIMES   | policy must be a number: policy=SOMETIMES
          requestSlots=\u0664 | requestSlots must be a number: requestSlots=\u0664
          requestSlots=0x8000000000000000 | requestSlots must be a number: requestSlots=9223372036854775808
          requestSlots=+4    | requestSlots must be a number: requestSlots=+4
          policy=9           | policy must be one of OFF, ALWAYS, ISOLATE_TAIL, COST: policy=9
          readLineBytes=48   | readLineBytes must be one of 0, 32, 64, 128, 256: readLineBytes=48
          headerBytes=64     | headerBytes must be from 0 to 63: headerBytes=64
          maxPayloadBytes=32 | maxPayloadBytes must be at least writeLineBytes: maxPayloadBytes=32, writeLineBytes=64
          """)
  void shouldNameTheRuleOfABadSetting(String setting, String message) throws IOException {
    Path in = Files.writeString(folder.resolve("in.csv"), "op,address,bytes\nread,0,1\n");
    String out = folder.resolve("out.jsonl").toString();
    CommandRun.of("run", "split", "--in", in.toString(), "--set", setting, "--out", out)
        .assertRefused(message);
  }

  @Test
  void shouldSplitAsTheDesignSays() throws IOException {
    Path in =
        Files.writeString(
            folder.resolve("in.csv"), "op,address,bytes\n# a comment\nwrite,0x20,300\nread,64,0\n");
    String expected =
        """
        {"request":0,"op":"write","address":32,"bytes":32,"first":true,"last":false}
        {"request":0,"op":"write","address":64,"bytes":256,"first":false,"last":false}
        {"request":0,"op":"write","address":320,"bytes":12,"first":false,"last":true}
        """;
    for (String engine : new String[] {"model", "rtl", "both"}) {
      Path out = folder.resolve(engine + ".jsonl");
      CommandRun.of(
              "run", "split", "--in", in.toString(), "--engine", engine, "--out", out.toString())
          .assertHeld();
      assertEquals(expected, Files.readString(out));
    }
  }

  @Test
  void shouldWriteOneOutputForEachInputOfAFolder() throws IOException {
    Path ins = Files.createDirectory(folder.resolve("ins"));
    Files.writeString(ins.resolve("a.csv"), "op,address,bytes\nread,0,1\n");
    Files.writeString(ins.resolve("b.csv"), "op,address,bytes\nread,0,2\n");
    Path outs = folder.resolve("outs");
    CommandRun.of(
            "run", "split", "--in", ins.toString(), "--engine", "model", "--out", outs.toString())
        .assertHeld();
    assertTrue(Files.readString(outs.resolve("a.jsonl")).contains("\"bytes\":1"));
    assertTrue(Files.readString(outs.resolve("b.jsonl")).contains("\"bytes\":2"));
  }

  @Test
  void shouldSayWhatIsWrongWithACapture() throws IOException {
    byte[] whole;
    try (InputStream in = getClass().getResourceAsStream("/captures/rpc16_v4.pcap")) {
      whole = in.readAllBytes();
    }
    Path cut = Files.write(folder.resolve("cut.pcap"), Arrays.copyOf(whole, 5000));
    Path text = Files.writeString(folder.resolve("text.pcap"), "this is no capture, it is text\n");
    assertRefused(text, text + ": not a capture: neither pcap nor pcapng");
    assertRefused(cut, cut + ": frame ");
    assertRefused(folder.resolve("none.pcap"), "none.pcap: cannot be read");
  }

  private static void assertRefused(Path capture, String message) {
    try (CaptureReader reader = new CaptureReader(capture)) {
      while (reader.next().isPresent()) {
        // until the end, or what is wrong
      }
    } catch (UsageException e) {
      assertTrue(e.getMessage().contains(message), e.getMessage());
      return;
    }
    throw new AssertionError("not refused: " + capture);
  }
}
