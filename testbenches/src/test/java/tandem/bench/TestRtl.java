package tandem.bench;

import java.util.Optional;
import tandem.cosim.rtl.RtlSource;
import tandem.support.CacheDirectory;

/** The generated RTL, shared by the tests of this module. */
public final class TestRtl {
  private TestRtl() {}

  public static RtlSource generated() {
    return new RtlSource(CacheDirectory.ofUser(), Optional.empty());
  }
}
