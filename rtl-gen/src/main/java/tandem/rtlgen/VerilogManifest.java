package tandem.rtlgen;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tandem.hw.elaborate.FieldDescription;
import tandem.support.RefusedException;

/**
 * The manifest of Verilog that nobody here wrote, found by the names of its ports: a clock, a reset
 * and its polarity, and every pair {@code X_valid} and {@code X_ready} (or {@code X_tvalid} and
 * {@code X_tready}) as a stream whose fields are the other ports {@code X_...} of its direction.
 *
 * @param manifest with the reset only if it is active high, as those of manifests are
 * @param reset name of the reset, empty if there is none
 * @param isResetLow whether the reset is active low
 */
public record VerilogManifest(Manifest manifest, String reset, boolean isResetLow) {
  private static final Pattern CLOCK = Pattern.compile("(?i)(.*_)?a?cl(oc)?k(_i|_in)?");
  private static final Pattern RESET =
      Pattern.compile("(?i)(.*_)?(a|s)?re?se?t(_?n|_ni|_i|_l|_b)?");
  private static final Pattern LOW = Pattern.compile("(?i).*(re?se?t_?n|_ni|_l|_b)");
  private static final Pattern VALID = Pattern.compile("(?i)(.+)_(t?)valid");

  /**
   * Recognises what the ports of a top are.
   *
   * @param ports without directions other than input and output
   * @param clock its name, if it is not to be found
   * @param reset its name, if it is not to be found
   * @throws RefusedException if there is no such port, or there are several that might be meant
   */
  public static VerilogManifest of(
      String top, List<Manifest.Port> ports, Optional<String> clock, Optional<String> reset) {
    String clockPort = chosen(top, ports, "clock", CLOCK, clock);
    String resetPort = chosen(top, ports, "reset", RESET, reset);
    boolean low = LOW.matcher(resetPort).matches();
    Manifest manifest =
        new Manifest(
            "verilog",
            top,
            "none",
            Map.of(),
            clockPort,
            low ? "" : resetPort,
            ports,
            streams(ports),
            List.of(),
            List.of(),
            List.of());
    return new VerilogManifest(manifest, resetPort, low);
  }

  private static String chosen(
      String top, List<Manifest.Port> ports, String what, Pattern like, Optional<String> given) {
    List<String> inputs =
        ports.stream()
            .filter(p -> p.direction().equals("input") && p.widthBits() == 1)
            .map(Manifest.Port::name)
            .toList();
    if (given.isPresent()) {
      if (!given.get().isEmpty() && !inputs.contains(given.get())) {
        throw new RefusedException(
            String.format(
                Locale.ROOT,
                "no such %s: --%s=%s top=%s inputs of one bit=%s",
                what,
                what,
                given.get(),
                top,
                inputs));
      }
      return given.get();
    }
    List<String> found = inputs.stream().filter(n -> like.matcher(n).matches()).toList();
    if (found.size() > 1 || found.isEmpty() && what.equals("clock")) {
      throw new RefusedException(
          String.format(
              Locale.ROOT,
              "which port is the %s? say it with --%s: top=%s candidates=%s",
              what,
              what,
              top,
              found.isEmpty() ? inputs : found));
    }
    return found.isEmpty() ? "" : found.get(0);
  }

  private static List<Manifest.Stream> streams(List<Manifest.Port> ports) {
    List<Manifest.Stream> streams = new ArrayList<>();
    for (Manifest.Port port : ports) {
      Matcher name = VALID.matcher(port.name());
      if (name.matches()) {
        String prefix = name.group(1) + "_";
        String ready = prefix + name.group(2) + "ready";
        boolean hasReady =
            ports.stream()
                .anyMatch(p -> p.name().equals(ready) && !p.direction().equals(port.direction()));
        boolean isInput = port.direction().equals("input");
        if (hasReady || !isInput) {
          streams.add(stream(ports, port, prefix, hasReady ? ready : null));
        }
      }
    }
    return streams;
  }

  private static Manifest.Stream stream(
      List<Manifest.Port> ports, Manifest.Port valid, String prefix, String ready) {
    List<FieldDescription> fields = new ArrayList<>();
    for (Manifest.Port port : ports) {
      boolean belongs =
          port.name().startsWith(prefix) && port.direction().equals(valid.direction());
      if (belongs && !port.name().equals(valid.name()) && !port.name().equals(ready)) {
        fields.add(
            new FieldDescription(
                port.name().substring(prefix.length()), port.name(), port.widthBits()));
      }
    }
    StorageLayout layout = new StorageLayout(fields);
    return new Manifest.Stream(
        prefix.substring(0, prefix.length() - 1),
        valid.direction(),
        "Record",
        valid.name(),
        ready,
        layout.slotBytes(),
        layout.fields());
  }
}
