package tandem.cosim.workrequest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import tandem.model.record.WorkOp;
import tandem.model.record.WorkStatus;
import tandem.model.tx.ExecutionListener;

/** Writes executed requests as JSON Lines, in the order they are told, and a summary at the end. */
public final class ScheduleWriter implements ExecutionListener {
  private static final SerializedString POSITION = new SerializedString("position");
  private static final SerializedString ENTRY = new SerializedString("entry");
  private static final SerializedString CONNECTION = new SerializedString("connection");
  private static final SerializedString OP = new SerializedString("op");
  private static final SerializedString BATCH = new SerializedString("batch");
  private static final SerializedString HIT = new SerializedString("hit");
  private static final SerializedString[] OPS =
      Arrays.stream(WorkOp.values())
          .map(op -> new SerializedString(op.name().toLowerCase(Locale.ROOT)))
          .toArray(SerializedString[]::new);
  private static final String[] COUNTERS = {
    "requests", "hits", "loads", "merged", "prefetches", "writebacks", "batches"
  };

  private final JsonGenerator json;
  private long refused;
  private long lines;

  public ScheduleWriter(Writer writer) throws IOException {
    json = new JsonFactory().createGenerator(writer);
    json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    json.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
  }

  /**
   * Writes one line.
   *
   * @throws UncheckedIOException if it cannot be written
   */
  @Override
  public void executed(
      long position,
      long entry,
      int connection,
      int op,
      long batch,
      boolean hit,
      WorkStatus status) {
    lines++;
    refused += status == WorkStatus.OK ? 0 : 1;
    try {
      json.writeStartObject();
      json.writeFieldName(POSITION);
      json.writeNumber(position);
      json.writeFieldName(ENTRY);
      json.writeNumber(entry);
      json.writeFieldName(CONNECTION);
      json.writeNumber(connection);
      json.writeFieldName(OP);
      json.writeString(OPS[op]);
      json.writeFieldName(BATCH);
      json.writeNumber(batch);
      json.writeFieldName(HIT);
      json.writeBoolean(hit);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Writes the last line.
   *
   * @param counters by register name
   * @param cycles from the first pick to the last completion, or null where they are not known
   */
  public void finish(Map<String, Long> counters, Long cycles) throws IOException {
    json.writeStartObject();
    json.writeObjectFieldStart("summary");
    for (String name : COUNTERS) {
      json.writeNumberField(name, counters.get(name));
    }
    json.writeFieldName("cycles");
    if (cycles == null) {
      json.writeNull();
    } else {
      json.writeNumber(cycles);
    }
    json.writeEndObject();
    json.writeEndObject();
    lines++;
    json.writeRaw('\n');
    json.flush();
  }

  /** Lines written so far. */
  public long lines() {
    return lines;
  }

  /** Requests that did not end OK, such as those of unknown connections. */
  public long refused() {
    return refused;
  }
}
