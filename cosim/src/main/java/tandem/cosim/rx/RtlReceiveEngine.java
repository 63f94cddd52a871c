package tandem.cosim.rx;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tandem.bridge.BridgeException;
import tandem.bridge.BuildRequest.Trace;
import tandem.bridge.Design;
import tandem.bridge.RtlDut;
import tandem.cosim.check.Judge;
import tandem.cosim.check.PathChecker;
import tandem.cosim.check.Timeline;
import tandem.cosim.rtl.BlockSettings;
import tandem.cosim.rtl.RtlSource;
import tandem.cosim.rtl.UsageException;
import tandem.cosim.stream.Beat;
import tandem.cosim.stream.Mode;
import tandem.cosim.stream.Offer;
import tandem.cosim.stream.PauseSpec;
import tandem.cosim.stream.RunLog;
import tandem.cosim.stream.StreamSession;
import tandem.cosim.stream.TraceWindow;
import tandem.model.record.ControlEvent;
import tandem.model.record.FrameBeat;
import tandem.model.record.HostRun;
import tandem.model.record.ParsedSegment;
import tandem.model.record.PayloadBeat;
import tandem.model.record.SegmentPlace;
import tandem.model.record.SegmentRun;
import tandem.model.rx.HostUnit;
import tandem.model.rx.ReceiveConfig;
import tandem.model.rx.ReceiveRegister;

/**
 * The RTL, to which frames are given many at a time, so that memory does not grow with their
 * number. What it does is judged by the invariants, and by the model as well if it shall be.
 */
public final class RtlReceiveEngine implements ReceiveEngine {
  /** Frames, and beats, that are run before their units are looked at. */
  private static final int CHUNK_FRAMES = 4096;

  private static final int CHUNK_BEATS = 1 << 17;

  /** When nothing has moved for so long, everything that was decided is out. */
  private static final int QUIET_CYCLES = 512;

  private final RtlDut dut;
  private final StreamSession session;
  private final boolean compared;
  private final int maxFrameBytes;
  private final Consumer<HostUnit> host;
  private final InvariantCheck check;
  private final ReceivedUnits units;
  private final Judge judge;
  private final Timeline timeline;
  private final PathChecker stages;
  private int frames;
  private final List<Offer<FrameBeat>> beats = new ArrayList<>();
  private final List<Offer<ControlBeat>> events = new ArrayList<>();
  private final List<ControlBeat> asked = new ArrayList<>();
  private final List<Beat<ParsedSegment>> segments;
  private final List<Beat<SegmentRun>> runs;
  private final List<Beat<SegmentPlace>> places;
  private final List<Beat<PayloadBeat>> payload;
  private final List<Beat<HostRun>> out;
  private long offeredFrames;
  private long offeredBeats;
  private long lastCycle;
  private final UnitComparison comparison = new UnitComparison();
  private final ModelReceiveEngine beside;
  private long comparedRecords;
  private long comparedLines;

  /**
   * @param settings parameters and registers that differ from their reset values, by name
   * @param compared whether every record and counter must be the model's
   * @param host takes the units in the order of their delivery
   * @throws UsageException for settings that the block does not have, or time that is not stamped
   */
  public RtlReceiveEngine(
      Map<String, Long> settings, RtlSource rtl, boolean compared, Consumer<HostUnit> host) {
    this.compared = compared;
    this.host = host;
    Map<String, String> texts = new LinkedHashMap<>();
    settings.forEach((name, value) -> texts.put(name, String.valueOf(value)));
    ReceivePathBlock block = new ReceivePathBlock();
    BlockSettings sorted = BlockSettings.of(rtl.manifest(block.name(), Map.of()), texts);
    Design design = rtl.design(block.name(), sorted.parameters(), Trace.NONE);
    ReceiveConfig config = ReceivePathBlock.config(design.manifest(), sorted.registers());
    if (!config.on(ReceiveRegister.TIME_SOURCE)) {
      throw new UsageException("capture time on RTL needs timeSource=STAMP: timeSource=CYCLE");
    }
    maxFrameBytes = config.maxFrameBytes();
    check = new InvariantCheck(config);
    units = new ReceivedUnits(config);
    beside = new ModelReceiveEngine(config, comparison::expect);
    dut = design.open(0);
    session = new StreamSession(dut, Mode.STREAM, TraceWindow.none());
    List<Beat<FrameBeat>> in = session.offer("in", FrameBeat.class, beats, PauseSpec.NEVER);
    List<Beat<ControlBeat>> control =
        session.offer("control", ControlBeat.class, events, PauseSpec.NEVER);
    segments = session.observe("segment", ParsedSegment.class);
    runs = session.observe("run", SegmentRun.class);
    places = session.collect("place", SegmentPlace.class, PauseSpec.NEVER);
    payload = session.collect("payload", PayloadBeat.class, PauseSpec.NEVER);
    out = session.collect("out", HostRun.class, PauseSpec.NEVER);
    long start = session.start(block.inOrder(sorted.registers()));
    Map<String, RunLog.StreamLog<?>> streams = new LinkedHashMap<>();
    streams.put("in", new RunLog.StreamLog<>(FrameBeat.class, true, in, List.of()));
    streams.put("control", new RunLog.StreamLog<>(ControlBeat.class, true, control, List.of()));
    streams.put("segment", taken(ParsedSegment.class, segments));
    streams.put("run", taken(SegmentRun.class, runs));
    streams.put("place", taken(SegmentPlace.class, places));
    streams.put("payload", taken(PayloadBeat.class, payload));
    streams.put("out", taken(HostRun.class, out));
    RunLog log = new RunLog(session.resetCycle(), start, start, streams, Map.of());
    judge = new Judge(block.stage(), log);
    timeline = new Timeline(log);
    stages = ReceivePathBlock.stages(config, asked, judge, timeline);
  }

  private static <R extends Record> RunLog.StreamLog<R> taken(Class<R> type, List<Beat<R>> beats) {
    return new RunLog.StreamLog<>(type, false, beats, List.of());
  }

  @Override
  public int maxFrameBytes() {
    return maxFrameBytes;
  }

  @Override
  public void frame(byte[] bytes, long arrivalCycle) {
    WireFrame frame = WireFrame.of(bytes, arrivalCycle);
    lastCycle = arrivalCycle;
    if (compared) {
      beside.frame(bytes, arrivalCycle);
    }
    check.frame(bytes, frame.guest());
    frames++;
    for (FrameBeat beat : FrameBeat.of(bytes, frame.guest(), frame.time())) {
      beats.add(new Offer<>(0, beat));
    }
    if (frames == CHUNK_FRAMES || beats.size() > CHUNK_BEATS) {
      run();
    }
  }

  @Override
  public void finish() {
    long all = offeredFrames + frames & 0xFFFF_FFFFL;
    ControlEvent end = ControlEvent.of(ControlEvent.Op.END_OF_BURST, all, lastCycle, 0);
    asked.add(ControlBeat.of(end));
    events.add(new Offer<>(0, ControlBeat.of(end)));
    run();
    Map<String, Long> counters = session.finish();
    if (compared) {
      stages.finish();
      judge.counters(stages.counters(), counters);
      beside.finish();
      comparedLines = comparison.finish();
    }
    check.finish();
  }

  @Override
  public long comparedRecords() {
    return comparedRecords;
  }

  @Override
  public long comparedLines() {
    return comparedLines;
  }

  @Override
  public void close() {
    dut.close();
  }

  /** Runs what has been given, and hands up what comes of it. */
  private void run() {
    offeredFrames += frames;
    offeredBeats += beats.size();
    require(offeredBeats == 0 || session.runUntil("in", offeredBeats));
    require(events.isEmpty() || session.runUntil("control", events.size()));
    session.runUntilQuiet(QUIET_CYCLES);
    if (compared) {
      timeline.play();
      comparedRecords += segments.size() + runs.size();
      comparedRecords += places.size() + payload.size() + out.size();
      timeline.forget();
    }
    units.add(places, payload);
    for (Beat<HostRun> beat : out) {
      HostUnit unit = units.take(beat.record());
      check.unit(unit);
      if (compared) {
        comparison.found(unit);
      }
      host.accept(unit);
    }
    frames = 0;
    session.forgetPassed();
  }

  private void require(boolean moves) {
    if (!moves) {
      throw new BridgeException("the RTL hangs: cycle=" + session.cycle());
    }
  }
}
