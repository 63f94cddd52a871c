package tandem.cosim.io;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigInteger;
import java.util.Locale;
import tandem.model.record.HostBurst;

/** Writes the bursts of requests as JSON Lines. */
public final class BurstWriter {
  private final Writer writer;
  private final JsonGenerator json;
  private long lines;

  public BurstWriter(Writer writer) throws IOException {
    this.writer = writer;
    json = new JsonFactory().createGenerator(writer);
    json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    json.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
  }

  /**
   * Writes one line.
   *
   * @throws UncheckedIOException if it cannot be written
   */
  public void write(long request, HostBurst burst) {
    try {
      print(request, burst);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    lines++;
  }

  private void print(long request, HostBurst burst) throws IOException {
    json.writeStartObject();
    json.writeNumberField("request", request);
    json.writeStringField("op", burst.op().name().toLowerCase(Locale.ROOT));
    json.writeFieldName("address");
    json.writeNumber(new BigInteger(Long.toUnsignedString(burst.address())));
    json.writeNumberField("bytes", burst.bytes());
    json.writeBooleanField("first", burst.first());
    json.writeBooleanField("last", burst.last());
    json.writeEndObject();
  }

  /** Ends the last line; the writer stays open. */
  public void finish() throws IOException {
    json.close();
    if (lines > 0) {
      writer.write("\n");
    }
  }

  /** Lines written so far. */
  public long lines() {
    return lines;
  }
}
