package tandem.waveforms;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Scanner;

/**
 * Reads the plain VCD that GTKWave's fst2vcd writes, in the simplest way there is and without any
 * of our readers: the second opinion that they are held against.
 */
final class NaiveVcd {
  /** Path to changes, as `time:digits`; only true changes, the last of each moment. */
  final Map<String, List<String>> changes = new LinkedHashMap<>();

  private final Map<String, String> kinds = new HashMap<>();
  private final Map<String, Integer> widths = new HashMap<>();
  private final Map<String, List<String>> pathsOf = new HashMap<>();
  private final Map<String, List<String>> raw = new HashMap<>();

  static NaiveVcd read(Path file) throws IOException {
    NaiveVcd vcd = new NaiveVcd();
    try (Scanner in = new Scanner(Files.newInputStream(file), StandardCharsets.ISO_8859_1)) {
      vcd.header(in);
      vcd.body(in);
    }
    vcd.raw.forEach(
        (id, list) ->
            vcd.pathsOf.get(id).forEach(p -> vcd.changes.putIfAbsent(p, vcd.clean(id, list))));
    return vcd;
  }

  private void header(Scanner in) {
    List<String> scopes = new ArrayList<>();
    while (true) {
      String word = in.next();
      List<String> body = new ArrayList<>();
      for (String w = in.next(); !w.equals("$end"); w = in.next()) {
        body.add(w);
      }
      switch (word) {
        case "$scope" -> scopes.add(body.get(1));
        case "$upscope" -> scopes.remove(scopes.size() - 1);
        case "$var" -> {
          String id = body.get(2);
          String path = String.join(".", scopes);
          String name =
              String.join(" ", body.subList(3, body.size()))
                  .replaceFirst(" ?\\[-?\\d+:-?\\d+\\]$| \\[\\d+\\]$", "");
          kinds.put(id, body.get(0));
          widths.put(id, Integer.parseInt(body.get(1)));
          raw.computeIfAbsent(id, i -> new ArrayList<>());
          pathsOf
              .computeIfAbsent(id, i -> new ArrayList<>())
              .add(path.isEmpty() ? name : path + "." + name);
        }
        case "$enddefinitions" -> {
          return;
        }
        default -> {}
      }
    }
  }

  private void body(Scanner in) {
    String time = "0";
    while (in.hasNext()) {
      String word = in.next();
      char first = word.charAt(0);
      if (first == '#') {
        time = word.substring(1);
      } else if (first == 'b' || first == 'r' || first == 's') {
        raw.get(in.next()).add(time + ":" + word.substring(1));
      } else if (first != '$') {
        raw.get(word.substring(1)).add(time + ":" + first);
      }
    }
  }

  private List<String> clean(String id, List<String> list) {
    List<String> result = new ArrayList<>();
    boolean event = kinds.get(id).equals("event");
    boolean real = kinds.get(id).startsWith("real");
    String held = real ? real("NaN") : "x".repeat(widths.get(id));
    for (int i = 0; i < list.size(); i++) {
      String[] change = list.get(i).split(":", 2);
      boolean last = i + 1 == list.size() || !list.get(i + 1).startsWith(change[0] + ":");
      String value = real ? real(change[1]) : change[1].toLowerCase(java.util.Locale.ROOT);
      if (event ? value.equals("1") && last : last && !value.equals(held)) {
        result.add(change[0] + ":" + value);
      }
      if (last) {
        held = value;
      }
    }
    return result;
  }

  /** A real to 16 digits, which is what fst2vcd prints. */
  static String real(String text) {
    double value = Double.parseDouble(text.replaceFirst("^nan$", "NaN"));
    return Double.isFinite(value)
        ? new BigDecimal(value).round(new MathContext(16, RoundingMode.HALF_EVEN)).toString()
        : String.valueOf(value);
  }
}
