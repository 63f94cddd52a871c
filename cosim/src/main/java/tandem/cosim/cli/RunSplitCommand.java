package tandem.cosim.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;
import java.io.Writer;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tandem.cosim.check.MismatchException;
import tandem.cosim.io.RequestTable;
import tandem.cosim.io.WholeFile;
import tandem.cosim.rtl.BlockSettings;
import tandem.cosim.rtl.RtlSource;
import tandem.cosim.splitter.SplitterEngine;
import tandem.cosim.splitter.SplitterHarness;
import tandem.model.record.HostBurst;
import tandem.model.record.HostSpan;
import tandem.model.record.MemoryOp;

/** {@code run split}: requests in, bursts out. */
@Command(
    name = "split",
    description = {
      "Splits requests to host memory into bursts.",
      "In: CSV op,address,bytes (op read or write; address decimal or 0x).",
      "Out: one JSON object a burst."
    })
final class RunSplitCommand implements Callable<Integer> {
  private static final List<String> COLUMNS = List.of("op", "address", "bytes");
  private static final int ADDRESS_BITS = 64;
  private static final int LENGTH_BITS = 32;
  private static final int TAGS = 1 << 16;

  /** Requests that are run and checked together; bounds memory. */
  private static final int CHUNK_REQUESTS = 1 << 16;

  @Mixin private RunOptions options;

  @Override
  public Integer call() {
    RtlSource rtl = options.rtl();
    BlockSettings settings =
        BlockSettings.of(rtl.manifest(SplitterHarness.BLOCK, Map.of()), options.settings());
    for (RunOptions.Job job : options.jobs(List.of(".csv"))) {
      try {
        WholeFile.write(job.out(), writer -> run(job, settings, rtl, writer));
      } catch (MismatchException e) {
        options.printMismatch(e, job);
        System.err.println("tandem: RTL and model differ: --in=" + job.in());
        return Tandem.DIFFERED;
      }
    }
    return Tandem.HELD;
  }

  private void run(RunOptions.Job job, BlockSettings settings, RtlSource rtl, Writer writer)
      throws IOException {
    SplitterEngine engine = SplitterEngine.of(options.engine().name(), settings, rtl);
    long number = 0;
    try (RequestTable table = new RequestTable(job.in(), COLUMNS);
        JsonGenerator json = new JsonFactory().createGenerator(writer)) {
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      json.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
      while (table.hasNext()) {
        List<HostSpan> spans = new ArrayList<>();
        while (table.hasNext() && spans.size() < CHUNK_REQUESTS) {
          spans.add(span(table.next(), number + spans.size()));
        }
        List<List<HostBurst>> bursts = engine.split(spans);
        for (int i = 0; i < spans.size(); i++) {
          print(json, job, number++, spans.get(i), bursts.get(i));
        }
      }
      json.flush();
    }
    if (number > 0) {
      writer.write("\n");
    }
  }

  private static HostSpan span(RequestTable.Row row, long number) {
    MemoryOp op =
        switch (row.text("op")) {
          case "read" -> MemoryOp.READ;
          case "write" -> MemoryOp.WRITE;
          default -> throw row.bad("op must be read or write: op=" + row.text("op"));
        };
    return new HostSpan(
        op,
        row.number("address", ADDRESS_BITS),
        row.number("bytes", LENGTH_BITS),
        0,
        true,
        0,
        (int) (number % TAGS));
  }

  private static void print(
      JsonGenerator json, RunOptions.Job job, long number, HostSpan span, List<HostBurst> bursts)
      throws IOException {
    if (bursts.isEmpty() && span.bytes() > 0) {
      System.err.printf(
          Locale.ROOT,
          "tandem: %s: request %d is rejected: it reaches beyond the address space%n",
          job.in(),
          number);
    }
    for (HostBurst burst : bursts) {
      json.writeStartObject();
      json.writeNumberField("request", number);
      json.writeStringField("op", burst.op().name().toLowerCase(Locale.ROOT));
      json.writeFieldName("address");
      json.writeNumber(new BigInteger(Long.toUnsignedString(burst.address())));
      json.writeNumberField("bytes", burst.bytes());
      json.writeBooleanField("first", burst.first());
      json.writeBooleanField("last", burst.last());
      json.writeEndObject();
    }
  }
}
