package tandem.bridge;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tandem.support.CacheDirectory;
import tandem.support.ContentHash;
import tandem.support.ExternalTool;
import tandem.support.NativeCode;

/** The one JNI library: compiled on first use, cached by content, loaded once. */
final class JniLibrary {
  private static final String FILE = "libtandem_bridge.so";
  private static boolean loaded;

  private JniLibrary() {}

  static synchronized void ensureLoaded(CacheDirectory cache) {
    if (loaded) {
      return;
    }
    ContentHash hash = new ContentHash().add("jdk", System.getProperty("java.version"));
    NativeSources.hash(hash);
    Toolchain.hash(hash);
    Path entry = cache.entry("bridge", hash.hex(), List.of(FILE), JniLibrary::compile);
    NativeCode.load(entry.resolve(FILE));
    loaded = true;
  }

  private static void compile(Path directory) throws java.io.IOException {
    NativeSources.copyTo(directory);
    Path include = Path.of(System.getProperty("java.home"), "include");
    List<String> command = new ArrayList<>(Toolchain.COMPILER_FLAGS);
    command.addAll(
        List.of(
            "-shared",
            "-I" + include,
            "-I" + include.resolve("linux"),
            "bridge_jni.cpp",
            "task_jni.cpp",
            "-o",
            FILE,
            "-ldl"));
    ExternalTool.GXX.output(directory, command);
  }
}
