package tandem.cosim.cli;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tandem.cosim.check.LineComparison;
import tandem.cosim.check.MismatchException;
import tandem.cosim.io.BurstWriter;
import tandem.cosim.io.RequestTable;
import tandem.cosim.mem.AlignmentSplitterBlock;
import tandem.cosim.mem.SplitterEngine;
import tandem.cosim.rtl.BlockSettings;
import tandem.cosim.rtl.RtlSource;
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

  @Mixin private RunOptions options;

  private RunVerdict verdict;

  @Override
  public Integer call() {
    verdict = new RunVerdict("split", options.engine());
    RtlSource rtl = options.rtl();
    BlockSettings settings =
        BlockSettings.of(rtl.manifest(AlignmentSplitterBlock.BLOCK, Map.of()), options.settings());
    for (RunOptions.Job job : options.jobs(List.of(".csv"))) {
      try {
        job.out().write(writer -> run(job, settings, rtl, writer));
      } catch (MismatchException e) {
        options.printMismatch(e, job);
        System.err.println("tandem: RTL and model differ: --in=" + job.in());
        return Tandem.DIFFERED;
      }
    }
    verdict.say();
    return Tandem.HELD;
  }

  private void run(RunOptions.Job job, BlockSettings settings, RtlSource rtl, Writer writer)
      throws IOException {
    LineComparison lines = new LineComparison("run split");
    boolean both = options.engine() == RunOptions.Engine.BOTH;
    BurstWriter out = new BurstWriter(both ? lines.actual(writer) : writer);
    BurstWriter expected = new BurstWriter(lines.expected());
    SplitterEngine engine =
        switch (options.engine()) {
          case MODEL -> SplitterEngine.model(settings, rtl, out::write);
          case RTL -> SplitterEngine.rtl(settings, rtl, out::write);
          case BOTH -> SplitterEngine.both(settings, rtl, out::write, expected::write);
        };
    long number = 0;
    try (RequestTable table = new RequestTable(job.in(), COLUMNS, List.of())) {
      for (; table.hasNext(); number++) {
        HostSpan span = span(table.next(), number);
        if (!engine.split(span) && span.bytes() > 0) {
          System.err.printf(
              Locale.ROOT,
              "tandem: %s: request %d is rejected: it reaches beyond the address space%n",
              job.in(),
              number);
        }
      }
      engine.finish();
    }
    out.finish();
    expected.finish();
    long compared = lines.finish();
    verdict.add(job.out(), out.lines(), engine.records(), compared);
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
}
