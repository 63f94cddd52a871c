package tandem.bench.regress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tandem.bench.ShellRun;

/** The same bytes wherever the user lives: other letters of the same case, digits, commas. */
class LocaleTest {
  private static final String PLAIN = "-Duser.language=en -Duser.country= -Duser.extensions=";

  private static final Map<String, String> ABROAD =
      Map.of(
          "tr", "-Duser.language=tr -Duser.country=TR",
          "ar", "-Duser.language=ar -Duser.country=EG -Duser.extensions=u-nu-arab",
          "hi", "-Duser.language=hi -Duser.country=IN -Duser.extensions=u-nu-deva",
          "de", "-Duser.language=de -Duser.country=DE");

  @TempDir Path folder;

  @BeforeEach
  void writeInputs() throws IOException {
    Files.writeString(folder.resolve("r.csv"), "op,address,bytes\nwrite,0x20,300\nread,64,9\n");
    Files.writeString(folder.resolve("t.csv"), "connection,op,bytes\n1,write,300\n2,bind,9\n");
    try (InputStream in = getClass().getResourceAsStream("/captures/rpc16_v4.pcap")) {
      Files.copy(in, folder.resolve("c.pcap"));
    }
  }

  @Test
  void shouldWriteTheSameBytesInEveryLocale() throws Exception {
    Map<String, String> expected = outputs("plain", PLAIN);
    assertTrue(expected.get("r.jsonl").contains("\"op\":\"write\""), expected.get("r.jsonl"));
    assertTrue(expected.get("told").contains("lines=3"), expected.get("told"));
    assertEquals(6, expected.size(), expected.keySet().toString());
    for (Map.Entry<String, String> locale : ABROAD.entrySet()) {
      Map<String, String> found = outputs(locale.getKey(), locale.getValue());
      assertEquals(expected.keySet(), found.keySet(), locale.getKey());
      found.forEach((name, text) -> assertEquals(expected.get(name), text, locale + " " + name));
    }
  }

  /** A digit of the user's own would be printed, and refused when it is typed in again. */
  @Test
  void shouldTakeThePrintedSeedAgain() throws Exception {
    String first = regress(ABROAD.get("ar"), "--seed 1234567890123");
    String repeat = "./tandem regress --suite smoke --bench test-faulty --seed 1234567890123";
    assertTrue(first.contains(repeat), first);
    String printed = first.lines().filter(l -> l.startsWith("seed=")).findFirst().orElseThrow();
    String seed = printed.replaceFirst("seed=(\\S+) .*", "$1");
    assertEquals(runs(first), runs(regress(ABROAD.get("hi"), "--seed " + seed)));
    assertTrue(!runs(first).equals(runs(regress(ABROAD.get("hi"), "--seed 1"))), first);
  }

  private String regress(String locale, String options) throws Exception {
    String line = "regress --report report --jobs 1 --bench test-faulty " + options;
    String text = ShellRun.of(folder, ShellRun.tandem(flags(locale), line)).text();
    assertTrue(text.endsWith("status=1\n"), text);
    return text;
  }

  /** What was run, with the seeds that are derived from the one given. */
  private static String runs(String text) {
    return text.lines().filter(l -> l.startsWith("FAILED")).findFirst().orElseThrow();
  }

  private Map<String, String> outputs(String name, String locale) throws Exception {
    Path place = Files.createDirectory(folder.resolve(name));
    String line =
        Stream.of(
                "run split --engine model --in ../r.csv --out r.jsonl",
                "run schedule --engine model --in ../t.csv --out t.jsonl",
                "run coalesce --engine model --in ../c.pcap --out c.jsonl --pcap-out c.pcap")
            .map(arguments -> ShellRun.tandem(flags(locale), arguments))
            .collect(Collectors.joining("; "));
    Map<String, String> outputs = new TreeMap<>();
    outputs.put("told", ShellRun.of(place, line).text());
    outputs.put(
        "help", ShellRun.of(place, ShellRun.tandem(flags(locale), "regress --help")).text());
    try (Stream<Path> files = Files.list(place)) {
      for (Path file : files.sorted().toList()) {
        byte[] bytes = Files.readAllBytes(file);
        outputs.put(file.getFileName().toString(), new String(bytes, "ISO-8859-1"));
      }
    }
    return outputs;
  }

  private static String flags(String locale) {
    return String.join(" ", List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", locale));
  }
}
