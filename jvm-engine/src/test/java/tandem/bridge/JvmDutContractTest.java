package tandem.bridge;

import java.util.List;
import tandem.jvm.JvmCompiler;
import tandem.rtlgen.Manifest;
import tandem.support.CacheDirectory;

class JvmDutContractTest extends DutContract {
  static Design design(Manifest manifest) {
    return new JvmCompiler(CacheDirectory.ofUser())
        .verilog(manifest, List.of(TestDesigns.source(manifest.top())), List.of());
  }

  @Override
  Dut widths() {
    return design(TestDesigns.widthsManifest()).open(1);
  }

  @Override
  Dut endings() {
    return design(TestDesigns.endingsManifest()).open(1);
  }
}
