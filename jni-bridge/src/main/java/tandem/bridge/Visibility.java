package tandem.bridge;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import tandem.support.NearestNames;

/** Which internal signals the compiled design keeps readable. */
final class Visibility {
  private final Set<String> lines = new TreeSet<>();
  private final List<SignalShape> shapes = new ArrayList<>();

  private Visibility() {}

  /**
   * Finds the signals that the patterns of a request mean.
   *
   * @throws BridgeException for a pattern that means none; the message has the nearest names
   */
  static Visibility of(BuildRequest request, Netlist netlist) {
    Visibility visibility = new Visibility();
    for (String glob : request.visible()) {
      // A dot ends a level here as a slash does in a path.
      PathMatcher matcher =
          FileSystems.getDefault().getPathMatcher("glob:" + glob.replace('.', '/'));
      List<Netlist.Entry> found =
          netlist.signals().entrySet().stream()
              .filter(e -> matcher.matches(Path.of(e.getKey().replace('.', '/'))))
              .map(java.util.Map.Entry::getValue)
              .toList();
      if (found.isEmpty()) {
        throw new BridgeException(
            String.format(
                Locale.ROOT,
                "no signal to make visible: pattern=%s design=%s; nearest: %s",
                glob,
                request.manifest().top(),
                NearestNames.text(glob, netlist.signals().keySet())));
      }
      found.forEach(visibility::add);
    }
    return visibility;
  }

  private void add(Netlist.Entry entry) {
    lines.add(
        String.format(
            Locale.ROOT,
            "public_flat_rd -module \"%s\" -var \"%s\"",
            entry.module(),
            entry.variable()));
    if (!shapes.contains(entry.shape())) {
      shapes.add(entry.shape());
    }
  }

  List<SignalShape> shapes() {
    return shapes;
  }

  /** The text for Verilator; empty if nothing is to be visible. */
  String configuration() {
    return lines.isEmpty() ? "" : "`verilator_config\n" + String.join("\n", lines) + "\n";
  }
}
