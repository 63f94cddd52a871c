package tandem.waveforms.signal;

import java.util.List;

/**
 * A scope of the hierarchy; the root has an empty name and type and is written by no format.
 *
 * @param path names from the root joined by dots
 * @param members scopes and signals declared in this very scope, in order
 */
public record ScopeNode(String type, String name, String path, List<ScopeMember> members)
    implements ScopeMember {

  /** The scopes among the members. */
  public List<ScopeNode> children() {
    return members.stream().filter(ScopeNode.class::isInstance).map(ScopeNode.class::cast).toList();
  }

  /** The signals among the members. */
  public List<Signal> signals() {
    return members.stream().filter(Signal.class::isInstance).map(Signal.class::cast).toList();
  }
}
