package tandem.jvm;

import tandem.bridge.Design;
import tandem.bridge.RtlDut;
import tandem.rtlgen.Manifest;

/**
 * A design on two engines at once, see {@link LockstepDut}.
 *
 * @param first what is read
 * @param second what must do the same
 */
public record LockstepDesign(Design first, JvmDesign second) implements Design {
  @Override
  public Manifest manifest() {
    return first.manifest();
  }

  @Override
  public String buildId() {
    return first.buildId();
  }

  @Override
  public RtlDut open(long seed) {
    return new LockstepDut(first.open(seed), second.open(seed));
  }
}
