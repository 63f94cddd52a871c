package tandem.bench.bridge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import tandem.bridge.BuildRequest;
import tandem.bridge.DesignCompiler;
import tandem.bridge.RtlDut;
import tandem.rtlgen.Flavour;
import tandem.rtlgen.Manifest;
import tandem.rtlgen.RtlGenerator;
import tandem.support.CacheDirectory;

/** The design that all benches of the bridge run: the alignment splitter with its assertions. */
final class BenchDesign {
  static final CacheDirectory CACHE = CacheDirectory.ofUser();

  private BenchDesign() {}

  static BuildRequest request() {
    try {
      Path directory = Files.createTempDirectory("tandem-bench");
      Manifest manifest =
          new RtlGenerator(CACHE.root().resolve("rtl"))
              .generate(
                  "alignment-splitter", Map.of(), Flavour.SIMULATION, directory.resolve("splitter"))
              .manifest();
      return BuildRequest.of(manifest, directory.resolve("splitter"), BuildRequest.Trace.NONE);
    } catch (IOException e) {
      throw new IllegalStateException("no temporary directory", e);
    }
  }

  static BuildRequest trained() {
    return request().trainedBy(new SplitterTraining());
  }

  static RtlDut open(BuildRequest request) {
    return new DesignCompiler(CACHE).compile(request).open(1);
  }
}
