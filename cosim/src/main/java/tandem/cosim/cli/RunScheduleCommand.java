package tandem.cosim.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tandem.cosim.check.MismatchException;
import tandem.cosim.io.RequestTrace;
import tandem.cosim.workrequest.ModelExecution;
import tandem.cosim.workrequest.RtlExecution;
import tandem.cosim.workrequest.ScheduleSettings;
import tandem.cosim.workrequest.ScheduleWriter;
import tandem.model.record.WorkOp;
import tandem.model.tx.WorkRequestConfig;
import tandem.model.workload.Requests;

/** {@code run schedule}: posted work requests in, executed ones out. */
@Command(
    name = "schedule",
    description = {
      "Looks ahead through posted work requests and caches the contexts of their connections.",
      "In: CSV connection,op,bytes and where wanted guest,fence, in posting order",
      "    (op send, write, read, bind or invalidate; fence 0 or 1).",
      "Out: one JSON object a request in execution order, and a summary."
    })
final class RunScheduleCommand implements Callable<Integer> {
  @Mixin private RunOptions options;

  private RunVerdict verdict;

  @Override
  public Integer call() {
    verdict = new RunVerdict("schedule", options.engine());
    WorkRequestConfig config = ScheduleSettings.config(options.settings());
    for (RunOptions.Job job : options.jobs(List.of(".csv"))) {
      try {
        job.out()
            .write(
                writer -> {
                  if (options.engine() == RunOptions.Engine.MODEL) {
                    run(job, config, writer);
                  } else {
                    runOnRtl(job, writer);
                  }
                });
      } catch (MismatchException e) {
        options.printMismatch(e, job);
        System.err.println("tandem: RTL and model differ: --in=" + job.in());
        return Tandem.DIFFERED;
      }
    }
    verdict.say();
    return Tandem.HELD;
  }

  private void runOnRtl(RunOptions.Job job, Writer writer) throws IOException {
    RtlExecution execution =
        new RtlExecution(
            options.rtl(),
            ScheduleSettings.numbers(options.settings()),
            options.engine() == RunOptions.Engine.BOTH);
    Requests requests = new Requests();
    try (RequestTrace trace = new RequestTrace(job.in(), execution.connectionBits())) {
      while (trace.advance()) {
        requests.add(
            trace.connection(),
            WorkOp.ofCode(trace.op()),
            Integer.toUnsignedLong(trace.bytes()),
            trace.guest(),
            trace.fence());
      }
    }
    RtlExecution.Executed executed = execution.run(job.in().toString(), requests, writer);
    sayRefused(job, executed.refused());
    executed.uncompared().ifPresent(why -> verdict.remark("no lines compared: " + why));
    verdict.add(job.out(), requests.size() + 1L, executed.verdict().records(), executed.lines());
  }

  private void run(RunOptions.Job job, WorkRequestConfig config, Writer writer) throws IOException {
    try (RequestTrace trace = new RequestTrace(job.in(), config.connectionBits())) {
      ScheduleWriter out = new ScheduleWriter(writer);
      if (!new ModelExecution(config).run(trace, job.in().toString(), out)) {
        System.err.printf(
            Locale.ROOT,
            "tandem: %s: too many requests to predict their cycles, which are null%n",
            job.in());
      }
      sayRefused(job, out.refused());
      verdict.add(job.out(), out.lines(), 0, 0);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void sayRefused(RunOptions.Job job, long refused) {
    if (refused > 0) {
      System.err.printf(
          Locale.ROOT,
          "tandem: %s: %d requests are of unknown connections and were not executed%n",
          job.in(),
          refused);
    }
  }
}
