package tandem.rtlgen;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The manifest as JSON, the same bytes for the same manifest everywhere. */
final class ManifestFile {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES).build();

  private static final ObjectWriter WRITER = MAPPER.writer(printer());

  private ManifestFile() {}

  static Manifest read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new RtlGenException("there is no manifest: file=" + file);
    }
    try {
      return MAPPER.readValue(file.toFile(), Manifest.class);
    } catch (JacksonException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      throw new RtlGenException(
          file + ":" + line + ": not a manifest: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new RtlGenException("cannot read file=" + file + ": " + e.getMessage(), e);
    }
  }

  static void write(Manifest manifest, Path file) throws IOException {
    Files.writeString(file, text(manifest));
  }

  static String text(Manifest manifest) throws IOException {
    return WRITER.writeValueAsString(manifest) + "\n";
  }

  private static DefaultPrettyPrinter printer() {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    return new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines);
  }
}
