package tandem.bridge;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tandem.rtlgen.Manifest;
import tandem.support.CacheDirectory;

/** The hand-written designs of the bridge's tests, with manifests to match. */
final class TestDesigns {
  static final int[] WIDTHS = {1, 8, 31, 32, 33, 63, 64, 65, 128, 512, 4096};

  private final List<Manifest.Port> ports = new ArrayList<>();
  private final List<Manifest.Stream> streams = new ArrayList<>();

  private TestDesigns() {
    in("clock", 1);
    in("reset", 1);
  }

  static Design widths(BuildRequest.Trace trace) {
    return compile(widthsManifest(), trace);
  }

  static Manifest widthsManifest() {
    TestDesigns d = new TestDesigns();
    for (int width : WIDTHS) {
      d.in("in" + width, width);
      d.out("out" + width, width);
    }
    d.out("same8", 8);
    d.out("seeded", 64);
    return d.manifest("Widths");
  }

  static Design endings() {
    return compile(endingsManifest(), BuildRequest.Trace.NONE);
  }

  static Manifest endingsManifest() {
    TestDesigns d = new TestDesigns();
    d.in("how", 3);
    return d.manifest("Endings");
  }

  static Design queue() {
    return compile(queueManifest(), BuildRequest.Trace.NONE);
  }

  static Manifest queueManifest() {
    TestDesigns d = new TestDesigns();
    String[] names = {"slot", "address", "data"};
    int[] widths = {8, 64, 512};
    d.stream("in", true, names, widths);
    d.stream("out", false, names, widths);
    d.stream("response", true, new String[] {"slot", "failed"}, new int[] {8, 1});
    d.event("taking", new String[] {"slot"}, new int[] {8});
    d.out("answers", 32);
    d.out("failures", 32);
    return d.manifest("Queue");
  }

  static Manifest insideManifest() {
    TestDesigns d = new TestDesigns();
    d.in("write", 1);
    d.in("at", 4);
    d.in("value", 33);
    d.in("frame", 140);
    d.in("head", 12);
    d.out("same", 140);
    d.out("next", 12);
    return d.manifest("Inside");
  }

  static Manifest crashManifest() {
    TestDesigns d = new TestDesigns();
    d.in("crash", 1);
    return d.manifest("Crash");
  }

  static Manifest forgottenManifest() {
    TestDesigns d = new TestDesigns();
    d.in("at", 4);
    d.out("good", 8);
    d.out("forgotten", 8);
    d.out("cell_at", 8);
    return d.manifest("Forgotten");
  }

  static BuildRequest request(Manifest manifest, BuildRequest.Trace trace) {
    return new BuildRequest(manifest, List.of(source(manifest.top())), trace);
  }

  static Design compile(BuildRequest request) {
    return new DesignCompiler(CacheDirectory.ofUser()).compile(request);
  }

  static Design compile(Manifest manifest, BuildRequest.Trace trace) {
    return compile(request(manifest, trace));
  }

  /** A copy that tools can read: for the tests of other modules the original lies in a jar. */
  static Path source(String top) {
    String name = top + ".sv";
    try (InputStream in = TestDesigns.class.getResourceAsStream("/designs/" + name)) {
      Path folder = Files.createTempDirectory("designs");
      folder.toFile().deleteOnExit();
      Path copy = folder.resolve(name);
      copy.toFile().deleteOnExit();
      Files.copy(in, copy);
      return copy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void in(String name, int widthBits) {
    ports.add(new Manifest.Port(name, "input", widthBits));
  }

  private void out(String name, int widthBits) {
    ports.add(new Manifest.Port(name, "output", widthBits));
  }

  private void event(String name, String[] fields, int[] widths) {
    addStream(name, false, null, fields, widths);
  }

  private void stream(String name, boolean source, String[] fields, int[] widths) {
    addStream(name, source, name + "_ready", fields, widths);
    ports.add(new Manifest.Port(name + "_ready", source ? "output" : "input", 1));
  }

  private void addStream(String name, boolean source, String ready, String[] fields, int[] widths) {
    List<Manifest.Field> layout = new ArrayList<>();
    int offset = 0;
    for (int i = 0; i < fields.length; i++) {
      int bytes = PinSignal.storageBytes(widths[i]);
      int align = Math.min(bytes, 8);
      offset = (offset + align - 1) / align * align;
      String port = name + "_bits_" + fields[i];
      layout.add(new Manifest.Field(fields[i], port, widths[i], offset, bytes));
      ports.add(new Manifest.Port(port, source ? "input" : "output", widths[i]));
      offset += bytes;
    }
    ports.add(new Manifest.Port(name + "_valid", source ? "input" : "output", 1));
    streams.add(
        new Manifest.Stream(
            name,
            source ? "input" : "output",
            "Test",
            name + "_valid",
            ready,
            (offset + 7) / 8 * 8,
            layout));
  }

  private Manifest manifest(String top) {
    return new Manifest(
        "test",
        top,
        "none",
        Map.of(),
        "clock",
        "reset",
        ports,
        streams,
        List.of(),
        List.of(),
        List.of(top + ".sv"));
  }
}
