package tandem.rtlgen;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RtlGeneratorTest {
  private static final String BLOCK = "alignment-splitter";

  @TempDir Path scratch;

  private GeneratedRtl generate(String cache, Map<String, String> settings, String out) {
    return new RtlGenerator(scratch.resolve(cache))
        .generate(BLOCK, settings, Flavour.SYNTHESIS, scratch.resolve(out));
  }

  @Test
  void shouldGiveTheSameBytesForTheSameInput() throws IOException {
    GeneratedRtl one = generate("cache1", Map.of(), "one");
    GeneratedRtl two = generate("cache2", Map.of(), "two");
    assertFalse(one.fromCache());
    assertFalse(two.fromCache());
    assertEquals(names(one.directory()), names(two.directory()));
    for (String name : names(one.directory())) {
      assertArrayEquals(
          Files.readAllBytes(one.directory().resolve(name)),
          Files.readAllBytes(two.directory().resolve(name)),
          name);
    }
  }

  @Test
  void shouldNotElaborateTwice() throws IOException {
    GeneratedRtl first = generate("cache", Map.of("requestSlots", "8"), "first");
    GeneratedRtl second = generate("cache", Map.of("requestSlots", "8", "policy", "1"), "second");
    assertFalse(first.fromCache());
    assertTrue(second.fromCache(), "settings equal to the defaults are no difference");
    assertEquals(first.manifest(), second.manifest());
  }

  @Test
  void shouldElaborateAgainWhenTheCacheIsDamaged() throws IOException {
    String buildId = generate("cache", Map.of(), "first").manifest().buildId();
    Path entry;
    try (Stream<Path> entries = Files.list(scratch.resolve("cache"))) {
      entry = entries.findFirst().orElseThrow();
    }
    Files.writeString(entry.resolve("AlignmentSplitter.sv"), "module AlignmentSplitter();");
    GeneratedRtl again = generate("cache", Map.of(), "second");
    assertFalse(again.fromCache());
    assertEquals(buildId, again.manifest().buildId());
  }

  @Test
  void shouldTellFlavoursApart() throws IOException {
    RtlGenerator generator = new RtlGenerator(scratch.resolve("cache"));
    GeneratedRtl synthesis =
        generator.generate(BLOCK, Map.of(), Flavour.SYNTHESIS, scratch.resolve("synthesis"));
    GeneratedRtl simulation =
        generator.generate(BLOCK, Map.of(), Flavour.SIMULATION, scratch.resolve("simulation"));
    assertFalse(verilog(synthesis).contains("assert"));
    assertTrue(verilog(simulation).contains("stream out: valid fell before ready came"));
    assertNotEquals(synthesis.manifest().buildId(), simulation.manifest().buildId());
    assertEquals(synthesis.manifest().ports(), simulation.manifest().ports());
  }

  @Test
  void shouldGiveTheSameFirrtlWithVerilogAndWithout() throws IOException {
    RtlGenerator generator = new RtlGenerator(scratch.resolve("cache"));
    GeneratedRtl without = generator.generate(BLOCK, Map.of(), Flavour.FIRRTL);
    assertFalse(generator.isGenerated(BLOCK, Map.of(), Flavour.SIMULATION));
    GeneratedRtl with = generator.generate(BLOCK, Map.of(), Flavour.SIMULATION);
    assertTrue(generator.isGenerated(BLOCK, Map.of(), Flavour.SIMULATION));
    assertEquals(
        Files.readString(with.firrtlFile()), Files.readString(without.firrtlFile()), BLOCK);
    assertEquals(List.of(), without.verilogFiles());
    assertEquals(with.manifest().ports(), without.manifest().ports());
    assertEquals(with.manifest().streams(), without.manifest().streams());
    assertEquals(with.manifest().registers(), without.manifest().registers());
    assertEquals(with.manifest().rules(), without.manifest().rules());
    assertEquals(with.manifest().parameters(), without.manifest().parameters());
    assertTrue(generator.generate(BLOCK, Map.of(), Flavour.FIRRTL).fromCache());
  }

  @Test
  void shouldReplaceGeneratedRtlAndNothingElse() throws IOException {
    Path out = scratch.resolve("out");
    Files.createDirectories(out);
    generate("cache", Map.of(), "out");
    List<String> before = names(out);
    generate("cache", Map.of(), "out");
    assertEquals(before, names(out));

    Path foreign = Files.createDirectories(scratch.resolve("foreign"));
    Files.writeString(foreign.resolve("thesis.txt"), "years of work");
    RtlGenException refusal =
        assertThrows(RtlGenException.class, () -> generate("cache", Map.of(), "foreign"));
    assertTrue(refusal.getMessage().contains("out=" + foreign), refusal.getMessage());
    assertEquals(List.of("thesis.txt"), names(foreign));
  }

  @Test
  void shouldNotReplaceGeneratedRtlThatSomebodyAddedTo() throws IOException {
    Path out = generate("cache", Map.of(), "out").directory();
    generate("cache", Map.of(), "out");
    for (String added : List.of("my_testbench.sv", "mine/deep.sv")) {
      Path mine = out.resolve(added);
      Files.createDirectories(mine.getParent());
      Files.writeString(mine, "mine");
      RtlGenException refusal =
          assertThrows(RtlGenException.class, () -> generate("cache", Map.of(), "out"));
      String holds = "holds=" + out.relativize(mine).getName(0);
      assertTrue(refusal.getMessage().endsWith(holds), refusal.getMessage());
      assertEquals("mine", Files.readString(mine));
      Files.delete(mine);
    }
  }

  @Test
  void shouldFollowALinkToTheOutputDirectory() throws IOException {
    Path real = generate("cache", Map.of(), "real").directory();
    Path link = Files.createSymbolicLink(scratch.resolve("link"), real);
    generate("cache", Map.of("requestSlots", "4"), "link");
    assertTrue(Files.isSymbolicLink(link));
    assertEquals(4, Manifest.read(real).parameters().get("requestSlots"));
  }

  @Test
  void shouldLeaveNothingBehindWhenRefusing() throws IOException {
    assertThrows(
        RtlGenException.class, () -> generate("cache", Map.of("readLineBytes", "48"), "out"));
    assertEquals(List.of(), names(scratch));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "readLineByte | 64 | unknown setting readLineByte=64; nearest names: readLineBytes, "
            + "writeLineBytes, headerBytes",
        "readLineBytes | 48 | readLineBytes must be one of 0, 32, 64, 128, 256: readLineBytes=48",
        "policy | FAST | policy must be a number or one of OFF, ALWAYS, ISOLATE_TAIL, COST: "
            + "policy=FAST",
        "policy | 4 | policy must be from 0 to 3: policy=4",
        "requestSlots | 1 | requestSlots must be a power of two from 2 to 256: requestSlots=1",
        "reassemblyBeats | 4 | reassemblyBeats must be a power of two from 8 to 256: "
            + "reassemblyBeats=4",
        "tagBits | many | tagBits must be a number: tagBits=many",
        "maxPayloadBytes | 32 | maxPayloadBytes must not be less than writeLineBytes: "
            + "maxPayloadBytes=32 writeLineBytes=64",
        "flowEntries | 48 | flowEntries must be a power of two from 8 to 1024: flowEntries=48",
        "flowWays | 128 | flowWays must be a power of two from 1 to 64: flowWays=128",
        "guests | 257 | guests must be from 1 to 256: guests=257",
        "maxIsles | 0 | maxIsles must be from 1 to 8: maxIsles=0",
        "maxFrameBytes | 65601 | maxFrameBytes must be from 128 to 65600: maxFrameBytes=65601",
        "storeBeats | 15 | storeBeats must be from 16 to 65536: storeBeats=15",
        "frameBufferBeats | 1024 | frameBufferBeats must hold a frame of maxFrameBytes: "
            + "frameBufferBeats=1024 maxFrameBytes=65600",
      })
  void shouldRefuseInOneLine(String name, String value, String message) {
    RtlGenException refusal =
        assertThrows(RtlGenException.class, () -> generate("cache", Map.of(name, value), "out"));
    assertEquals(message, refusal.getMessage());
  }

  @Test
  void shouldRefuseAnUnknownBlock() {
    RtlGenerator generator = new RtlGenerator(scratch.resolve("cache"));
    RtlGenException refusal =
        assertThrows(
            RtlGenException.class,
            () ->
                generator.generate(
                    "alignment", Map.of(), Flavour.SYNTHESIS, scratch.resolve("out")));
    // The nearest first; which others follow depends on what blocks there are.
    String nearest = "unknown block=alignment; nearest names: alignment-splitter";
    assertTrue(refusal.getMessage().startsWith(nearest), refusal.getMessage());
  }

  private static String verilog(GeneratedRtl rtl) throws IOException {
    StringBuilder text = new StringBuilder();
    for (Path file : rtl.verilogFiles()) {
      text.append(Files.readString(file));
    }
    return text.toString();
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
