package tandem.waveforms.signal;

import java.util.Optional;

/**
 * One declared name in a dump.
 *
 * @param index position in {@link WaveHeader#signals()}, in order of declaration
 * @param valueId which stored value it shows; aliases of one net share it
 * @param scope path of the enclosing scope, names joined by dots, empty at the root
 * @param name the name alone, without range
 * @param range declared range, null when none was declared
 * @param widthBits digits in a value; 64 for a real, 0 for text and vectors of no bits
 * @param kind what its values are
 * @param type the variable type as declared (`wire`, `reg`, `logic`, ...)
 */
public record Signal(
    int index,
    int valueId,
    String scope,
    String name,
    BitRange range,
    int widthBits,
    SignalKind kind,
    String type)
    implements ScopeMember {

  /**
   * Full path, scopes and name joined by dots; without the range, which tools write differently.
   */
  public String path() {
    return scope.isEmpty() ? name : scope + "." + name;
  }

  /** Whether it is a vector of no bits, as a null range of VHDL: it has no value, ever. */
  public boolean hasNoBits() {
    return widthBits == 0 && !type.equals("string");
  }

  /** The declared range, if there was one. */
  public Optional<BitRange> declaredRange() {
    return Optional.ofNullable(range);
  }

  @Override
  public String toString() {
    return path() + (range == null ? "" : range.toString());
  }
}
