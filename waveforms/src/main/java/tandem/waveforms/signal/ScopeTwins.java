package tandem.waveforms.signal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells scopes of one path apart. A dump may open a scope again to declare more in it; where it
 * declares a name anew, as unnamed blocks do, it is another scope, whose path ends in `#2`, `#3`.
 */
final class ScopeTwins {
  private final List<Signal> signals;

  /** By path, the names that each scope of it has so far. */
  private final Map<String, List<Set<String>>> scopes = new HashMap<>();

  private ScopeTwins(List<Signal> signals) {
    this.signals = signals;
  }

  /** The tree with paths told apart; the list of signals gets the same ones. */
  static ScopeNode apart(ScopeNode root, List<Signal> signals) {
    return hasTwins(root) ? new ScopeTwins(signals).renamed(root, root.path()) : root;
  }

  private static boolean hasTwins(ScopeNode node) {
    Set<String> names = new HashSet<>();
    return node.children().stream().anyMatch(c -> !names.add(c.name()) || hasTwins(c));
  }

  private ScopeNode renamed(ScopeNode node, String path) {
    List<ScopeMember> members = new ArrayList<>();
    for (ScopeMember member : node.members()) {
      members.add(
          member instanceof Signal signal
              ? moved(signal, path)
              : renamed((ScopeNode) member, pathOf((ScopeNode) member, path)));
    }
    return new ScopeNode(node.type(), node.name(), path, List.copyOf(members));
  }

  private Signal moved(Signal s, String scope) {
    Signal signal =
        new Signal(
            s.index(), s.valueId(), scope, s.name(), s.range(), s.widthBits(), s.kind(), s.type());
    signals.set(signal.index(), signal);
    return signal;
  }

  private String pathOf(ScopeNode node, String parent) {
    String path = parent.isEmpty() || node.name().isEmpty() ? parent : parent + ".";
    path += node.name();
    Set<String> names = new HashSet<>();
    node.signals().forEach(s -> names.add(s.name() + s.declaredRange().orElse(null)));
    List<Set<String>> twins = scopes.computeIfAbsent(path, p -> new ArrayList<>());
    int twin = 0;
    while (twin < twins.size() && names.stream().anyMatch(twins.get(twin)::contains)) {
      twin++;
    }
    if (twin == twins.size()) {
      twins.add(new HashSet<>());
    }
    twins.get(twin).addAll(names);
    return twin == 0 ? path : path + "#" + (twin + 1);
  }
}
