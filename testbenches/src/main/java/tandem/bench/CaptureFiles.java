package tandem.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The captures that belong to the project. */
public final class CaptureFiles {
  /** File names. */
  public static final List<String> NAMES =
      List.of("bulk1_v4.pcap", "bulk4_v6.pcap", "lossy4_v4.pcap", "rpc16_v4.pcap");

  private CaptureFiles() {}

  /** A capture as a file, which goes with the process. */
  public static Path file(String name) {
    try (InputStream in = open(name)) {
      Path file = Files.createTempFile("tandem", name);
      file.toFile().deleteOnExit();
      Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException("resource captures/" + name, e);
    }
  }

  /** Lines of a file beside the captures. */
  public static List<String> lines(String name) {
    try (InputStream in = open(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("resource captures/" + name, e);
    }
  }

  private static InputStream open(String name) {
    return CaptureFiles.class.getResourceAsStream("/captures/" + name);
  }
}
