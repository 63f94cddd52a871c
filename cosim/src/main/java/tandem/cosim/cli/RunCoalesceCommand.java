package tandem.cosim.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tandem.cosim.capture.CaptureClock;
import tandem.cosim.capture.CaptureReader;
import tandem.cosim.capture.CaptureWriter;
import tandem.cosim.capture.Frame;
import tandem.cosim.check.MismatchException;
import tandem.cosim.check.MismatchFormat;
import tandem.cosim.io.HostUnitWriter;
import tandem.cosim.rtl.RtlSource;
import tandem.cosim.rtl.UsageException;
import tandem.cosim.rx.ModelReceiveEngine;
import tandem.cosim.rx.ReceiveEngine;
import tandem.cosim.rx.ReceiveSettings;
import tandem.cosim.rx.RtlReceiveEngine;
import tandem.cosim.rx.UnusualFrames;
import tandem.model.record.RunKind;
import tandem.model.rx.HostUnit;
import tandem.model.rx.Profile;
import tandem.model.rx.ReceiveRegister;
import tandem.support.OutputFile;
import tandem.support.OutputFiles;
import tandem.support.Waiting;

/** {@code run coalesce}: a capture in, what the host would get out. */
@Command(
    name = "coalesce",
    description = {
      "Collects the in-order segments of each flow and hands them up as one.",
      "In: pcap or pcapng of Ethernet frames, also packed with gzip.",
      "Out: one JSON object a delivered unit, in delivery order."
    })
final class RunCoalesceCommand implements Callable<Integer> {
  /** Makes the engine that hands its units to somebody. */
  private interface EngineMaker {
    ReceiveEngine make(Consumer<HostUnit> host);
  }

  private static final List<String> CAPTURES =
      List.of(".pcap", ".pcapng", ".cap", ".dmp", ".pcap.gz", ".pcapng.gz", ".cap.gz", ".dmp.gz");

  @Mixin private RunOptions options;

  private RunVerdict verdict;

  @Option(names = "--profile", description = "tto, rsc or linux-gro (default: tto).")
  private String profile;

  @Option(
      names = "--flush-every",
      paramLabel = "N",
      description = "Hand up all that is held behind every N frames.")
  private Long flushEvery;

  @Option(
      names = "--timer-us",
      paramLabel = "T",
      description = "Hand up what has been held for more than T microseconds of capture time.")
  private String timerMicros;

  @Option(
      names = "--pcap-out",
      paramLabel = "FILE",
      description = "What the host would see, as pcap; for several inputs a folder.")
  private OutputFiles pcapOut;

  @Override
  public Integer call() {
    verdict = new RunVerdict("coalesce", options.engine());
    Map<String, Long> settings = settings();
    // Refused before anything is read or compiled.
    long timerCycles = ReceiveSettings.config(settings).get(ReceiveRegister.TIMER_CYCLES);
    RtlSource rtl = options.rtl();
    Map<RunOptions.Job, Optional<OutputFile>> jobs = new LinkedHashMap<>();
    for (RunOptions.Job job : options.jobs(CAPTURES)) {
      jobs.put(job, Optional.ofNullable(pcapOut).map(p -> pcap(p, job)));
    }
    for (RunOptions.Job job : jobs.keySet()) {
      try {
        run(job, jobs.get(job), timerCycles, host -> engine(settings, rtl, host));
      } catch (MismatchException e) {
        System.out.println(MismatchFormat.table(e.mismatch(), 0));
        boolean both = options.engine() == RunOptions.Engine.BOTH;
        System.err.printf(
            Locale.ROOT,
            "tandem: %s: --in=%s%n",
            both ? "RTL and model differ, or both are wrong" : "the output is wrong",
            job.in());
        return Tandem.DIFFERED;
      }
    }
    verdict.say();
    return Tandem.HELD;
  }

  private ReceiveEngine engine(Map<String, Long> settings, RtlSource rtl, Consumer<HostUnit> host) {
    return switch (options.engine()) {
      case MODEL -> new ModelReceiveEngine(ReceiveSettings.config(settings), host);
      case RTL -> new RtlReceiveEngine(settings, rtl, false, host);
      case BOTH -> new RtlReceiveEngine(settings, rtl, true, host);
    };
  }

  private Map<String, Long> settings() {
    Map<String, String> texts = new LinkedHashMap<>(options.settings());
    texts.putIfAbsent(ReceiveRegister.ENABLE.label(), "1");
    // A capture's frames come at the times at which they were captured.
    texts.putIfAbsent(ReceiveRegister.TIME_SOURCE.label(), "STAMP");
    option(texts, ReceiveRegister.PROFILE, "--profile", profileLabel());
    texts.putIfAbsent(ReceiveRegister.PROFILE.label(), Profile.TTO.label());
    option(texts, ReceiveRegister.FLUSH_EVERY, "--flush-every", flushEvery);
    option(texts, ReceiveRegister.TIMER_CYCLES, "--timer-us", timerCycles());
    return ReceiveSettings.parse(texts);
  }

  private static void option(
      Map<String, String> texts, ReceiveRegister register, String option, Object value) {
    if (value == null) {
      return;
    }
    String before = texts.put(register.label(), value.toString());
    if (before != null && !before.equals(value.toString())) {
      throw new UsageException(
          String.format(
              Locale.ROOT,
              "%s and --set say different things: --set %s=%s",
              option,
              register.label(),
              before));
    }
  }

  private String profileLabel() {
    try {
      return profile == null ? null : Profile.ofLabel(profile).label();
    } catch (IllegalArgumentException e) {
      throw new UsageException("--" + e.getMessage(), e);
    }
  }

  private Long timerCycles() {
    if (timerMicros == null) {
      return null;
    }
    long mostMicros = ReceiveRegister.TIMER_CYCLES.maximum() / CaptureClock.CYCLES_PER_MICRO;
    try {
      BigDecimal micros = new BigDecimal(timerMicros);
      if (micros.signum() >= 0 && micros.compareTo(BigDecimal.valueOf(mostMicros)) <= 0) {
        // A timer that is asked for never becomes 0, which is off.
        return micros
            .multiply(BigDecimal.valueOf(CaptureClock.CYCLES_PER_MICRO))
            .setScale(0, RoundingMode.UP)
            .longValueExact();
      }
    } catch (NumberFormatException e) {
      // refused below, as a number out of range is
    }
    throw new UsageException(
        String.format(
            Locale.ROOT,
            "--timer-us must be a number from 0 to %d: --timer-us=%s",
            mostMicros,
            timerMicros));
  }

  private OutputFile pcap(OutputFiles files, RunOptions.Job job) {
    return options.further("--pcap-out", files, job, ".pcap");
  }

  private void run(
      RunOptions.Job job, Optional<OutputFile> pcap, long timerCycles, EngineMaker maker) {
    if (pcap.isEmpty()) {
      job.out().write(writer -> run(job, timerCycles, maker, new HostUnitWriter(writer), null));
      return;
    }
    pcap.get()
        .make(
            unfinished -> {
              try (CaptureWriter capture = new CaptureWriter(unfinished)) {
                job.out()
                    .write(
                        writer ->
                            run(job, timerCycles, maker, new HostUnitWriter(writer), capture));
              }
            });
  }

  /** Runs a capture; {@code host} may be null. */
  private void run(
      RunOptions.Job job,
      long timerCycles,
      EngineMaker maker,
      HostUnitWriter units,
      CaptureWriter host)
      throws IOException {
    CaptureClock clock = new CaptureClock(job.in(), timerCycles);
    UnusualFrames unusual = new UnusualFrames();
    AtomicLong frames = new AtomicLong();
    long records;
    long lines;
    try (Waiting waiting = new Waiting(() -> job.in() + ": " + frames + " frames");
        CaptureReader reader = new CaptureReader(job.in());
        ReceiveEngine engine =
            maker.make(unit -> deliver(unusual.delivered(unit), units, host, clock))) {
      waiting.begin();
      int most = engine.maxFrameBytes();
      for (Optional<Frame> f = reader.next(); f.isPresent(); f = reader.next()) {
        engine.frame(unusual.shown(f.get(), most), clock.arrival(f.get()));
        frames.incrementAndGet();
      }
      engine.finish();
      records = engine.comparedRecords();
      lines = engine.comparedLines();
      if (unusual.tooLong() > 0) {
        System.err.printf(
            Locale.ROOT,
            "tandem: %s: %d frames are longer than maxFrameBytes=%d: only their beginning is looked"
                + " at: first frame=%d%n",
            job.in(),
            unusual.tooLong(),
            most,
            unusual.firstTooLong());
      }
    }
    units.finish();
    verdict.add(job.out(), units.lines(), records, lines);
  }

  private static void deliver(
      UnusualFrames.Delivered delivered,
      HostUnitWriter units,
      CaptureWriter host,
      CaptureClock clock) {
    HostUnit unit = delivered.unit();
    if (unit.run().kind() == RunKind.DROP) {
      return; // the host gets nothing of it
    }
    try {
      units.write(unit);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (host != null) {
      host.write(unit.bytes(), delivered.wireBytes(), clock.timeNs(unit.run().closeCycle()));
    }
  }
}
