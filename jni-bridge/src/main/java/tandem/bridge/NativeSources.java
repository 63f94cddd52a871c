package tandem.bridge;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tandem.support.ContentHash;

/** The bridge's C++ files, which travel as resources because every design is compiled with them. */
final class NativeSources {
  private static final List<String> FILES =
      List.of(
          "design_abi.h",
          "simulator_hooks.h",
          "rings.h",
          "responses.h",
          "stream_agents.h",
          "design_instance.h",
          "design_records.h",
          "design_state.h",
          "design.cpp",
          "bridge_jni.cpp",
          "task_jni.cpp",
          "tandem_bridge_Natives.h",
          "tandem_bridge_task_TaskNatives.h");

  private NativeSources() {}

  static void copyTo(Path directory) throws IOException {
    for (String file : FILES) {
      try (InputStream in = open(file)) {
        Files.copy(in, directory.resolve(file));
      }
    }
  }

  static void hash(ContentHash hash) {
    for (String file : FILES) {
      try (InputStream in = open(file)) {
        hash.add(file, in.readAllBytes());
      } catch (IOException e) {
        throw new BridgeException("resource cannot be read: native/" + file, e);
      }
    }
  }

  private static InputStream open(String file) {
    InputStream in = NativeSources.class.getResourceAsStream("/native/" + file);
    if (in == null) {
      throw new BridgeException("resource is missing from the bridge's jar: native/" + file);
    }
    return in;
  }
}
