package tandem.waveforms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tandem.waveforms.compare.CompareMode;
import tandem.waveforms.compare.CompareOptions;
import tandem.waveforms.compare.Comparison;
import tandem.waveforms.compare.ComparisonText;
import tandem.waveforms.compare.NameMapping;
import tandem.waveforms.compare.WaveCompare;
import tandem.waveforms.io.WaveSource;
import tandem.waveforms.io.WaveValue;
import tandem.waveforms.io.WaveWindow;
import tandem.waveforms.signal.Signal;
import tandem.waveforms.signal.SignalKind;

/**
 * Dumps that other tools write, read by us and by GTKWave's converters: both must see the same.
 * Each test makes its dumps from {@code src/test/resources/designs}.
 */
class ForeignDumpsTest {
  @TempDir Path dir;

  @Test
  void shouldReadWhatIcarusWrites() throws Exception {
    Tools.require("iverilog", "vvp", "vcd2fst", "fst2vcd");
    List<String> designs = List.of("kinds", "fifo", "wide", "glitch", "real", "states");
    for (String design : designs) {
      String name = "icarus_" + design;
      Tools.run(dir, "iverilog -o " + name + " " + Tools.design(name + ".v"));
      Tools.run(dir, "vvp -n " + name + " -vcd");
      Files.move(dir.resolve("dump.vcd"), dir.resolve(name + ".vcd"));
      Tools.run(dir, "vvp -n " + name + " -fst");
      Files.move(dir.resolve("dump.fst"), dir.resolve(name + "_own.fst"));
    }
    assertEquals(12, checkAll());
  }

  @Test
  void shouldReadWhatYosysWrites() throws Exception {
    Tools.require("yosys", "vcd2fst", "fst2vcd");
    for (String name : List.of("counter", "shifter")) {
      Path source = Tools.design(name.equals("counter") ? "yosys_counter.v" : "yosys_shift.v");
      String script =
          String.format(
              Locale.ROOT,
              "read_verilog %s; prep -top %s; sim -clock clk -reset rst -n 50 -vcd %s.vcd -fst %s_own.fst",
              source,
              name,
              name,
              name);
      Tools.run(dir, List.of("yosys", "-q", "-p", script));
    }
    assertEquals(4, checkAll());
  }

  @Test
  void shouldReadWhatGhdlWrites() throws Exception {
    Tools.require("ghdl", "vcd2fst", "fst2vcd");
    for (String name : List.of("ghdl_logic", "ghdl_pipe")) {
      Tools.run(dir, "ghdl -a --std=08 " + Tools.design(name + ".vhdl"));
      Tools.run(dir, "ghdl -e --std=08 " + name);
      Tools.run(
          dir,
          String.format(
              Locale.ROOT, "ghdl -r --std=08 %s --vcd=%s.vcd --fst=%s_own.fst", name, name, name));
    }
    assertEquals(4, checkAll());
  }

  @Test
  void shouldReadWhatVerilatorWrites() throws Exception {
    Tools.require("verilator", "g++", "make", "vcd2fst", "fst2vcd");
    Thread vcd = new Thread(() -> verilate("vcd", "--trace", "VerilatedVcdC", "verilated_vcd_c.h"));
    vcd.start();
    verilate("fst", "--trace-fst", "VerilatedFstC", "verilated_fst_c.h");
    vcd.join();
    Tools.run(dir, List.of(dir.resolve("obj_vcd/Vverilated").toString(), "v.vcd"));
    Tools.run(dir, List.of(dir.resolve("obj_fst/Vverilated").toString(), "v_own.fst"));
    assertEquals(2, checkAll());
  }

  private void verilate(String kind, String flag, String trace, String header) {
    try {
      String defines = "-O0 -DTRACE=" + trace + " -DTRACE_HEADER='<" + header + ">'";
      Tools.run(
          dir,
          List.of(
              "verilator",
              "--cc",
              "--exe",
              "--build",
              "-O0",
              flag,
              "-Wno-fatal",
              "-CFLAGS",
              defines,
              "--Mdir",
              "obj_" + kind,
              "-MAKEFLAGS",
              "OPT_FAST=-O0 OPT_SLOW=-O0 OPT_GLOBAL=-O0",
              Tools.design("verilated.sv").toString(),
              Tools.design("verilated_main.cpp").toString()));
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Checks every dump in the folder; where a tool wrote both formats, against each other too. */
  private int checkAll() throws Exception {
    int dumps = 0;
    List<Path> files;
    try (Stream<Path> list = Files.list(dir)) {
      files = list.filter(f -> f.toString().matches(".*\\.(vcd|fst)")).sorted().toList();
    }
    for (Path file : files) {
      check(file);
      dumps++;
    }
    for (Path file : files) {
      Path twin = Path.of(file.toString().replace(".vcd", "_own.fst"));
      if (!twin.equals(file)) {
        // Reals have 16 digits in these VCDs, all their bits in FST; GHDL 2.0 declares an integer
        // in FST with one bit.
        List<String> unlike =
            List.of("level", "r", "x", "tiny", "big", "third", "when_seen", "num");
        checkEqual(WaveFiles.open(file), WaveFiles.open(twin), unlike, true);
      }
    }
    return dumps;
  }

  private void check(Path file) throws Exception {
    boolean vcd = file.toString().endsWith(".vcd");
    Path fst = vcd ? dir.resolve(file.getFileName() + ".converted.fst") : file;
    if (vcd) {
      Tools.run(dir, List.of("vcd2fst", file.toString(), fst.toString()));
    }
    Path back = dir.resolve(file.getFileName() + ".back.txt");
    Tools.run(dir, List.of("fst2vcd", "-f", fst.toString(), "-o", back.toString()));
    NaiveVcd oracle = NaiveVcd.read(back);
    long changes = agree(oracle, WaveFiles.open(file));
    assertTrue(changes > 10, file + ": " + changes + " changes");
    agree(oracle, WaveFiles.open(fst));
    // vcd2fst drops one-bit values other than 0, 1, x and z, and capital X and Z: GHDL's.
    List<String> dropped = vcd ? List.of("ghdl_logic.nine") : List.of();
    checkEqual(WaveFiles.open(file), WaveFiles.open(fst), dropped, false);
  }

  private static long agree(NaiveVcd oracle, WaveSource source) throws IOException {
    WaveWindow window = WaveWindow.read(source);
    Map<String, List<String>> ours = new LinkedHashMap<>();
    long changes = 0;
    for (Signal signal : window.header().signals()) {
      List<String> list = new ArrayList<>();
      String[] held = {""};
      window.forEachChange(
          signal,
          (time, value) -> {
            // Two reals may be the same to the 16 digits that fst2vcd prints.
            if (signal.kind() != SignalKind.REAL || !plain(value).equals(held[0])) {
              list.add(time + ":" + plain(value));
            }
            held[0] = plain(value);
          });
      ours.putIfAbsent(signal.path(), list);
      changes += list.size();
    }
    for (Map.Entry<String, List<String>> e : oracle.changes.entrySet()) {
      if (source.name().endsWith(".vcd") && e.getKey().equals("ghdl_logic.nine")) {
        continue;
      }
      assertEquals(e.getValue(), ours.get(e.getKey()), source.name() + " " + e.getKey());
    }
    assertEquals(oracle.changes.size(), ours.size(), source.name());
    return changes;
  }

  private static String plain(WaveValue value) {
    return value.widthBits() > 0 ? value.digits() : NaiveVcd.real(value.hex());
  }

  private static void checkEqual(
      WaveSource left, WaveSource right, List<String> without, boolean ignoreTail)
      throws IOException {
    CompareOptions options =
        CompareOptions.of(CompareMode.TIME)
            .mapping(NameMapping.IDENTITY.restrict(List.of(), without))
            .ignoreTail(ignoreTail)
            .build();
    Comparison result = WaveCompare.compare(left, right, options);
    String text = ComparisonText.of(result, left.header().timeScale(), right.header().timeScale());
    assertTrue(result.equal(), text);
  }
}
