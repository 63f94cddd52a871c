package tandem.model.rx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import tandem.model.check.ReceiveInvariants;
import tandem.model.record.ControlEvent;
import tandem.model.record.EndReason;
import tandem.model.record.FlowSegment;
import tandem.model.record.ParsedSegment;
import tandem.model.record.SegmentPlace;
import tandem.model.record.SegmentRun;
import tandem.model.workload.Frames;

/** A receive path with host memory behind it and the invariant checker beside it. */
final class Bench implements ReceiveOutput {
  final List<HostUnit> units = new ArrayList<>();
  final List<FlowSegment> lookups = new ArrayList<>();
  final ReceivePath path;
  private final HostAssembler assembler;
  private final ReceiveInvariants invariants;
  private final boolean keepUnits;
  private long cycle;
  private long frames;

  Bench(ReceiveConfig config) {
    this(config, true);
  }

  Bench(ReceiveConfig config, boolean keepUnits) {
    this.keepUnits = keepUnits;
    assembler = new HostAssembler(config, this::unit);
    path = new ReceivePath(config, this);
    boolean isles = config.on(ReceiveRegister.OUT_OF_ORDER);
    invariants =
        new ReceiveInvariants(
            config.on(ReceiveRegister.KEY_RULE),
            config.on(ReceiveRegister.PSH_RULE),
            !isles,
            !config.on(ReceiveRegister.CHECKSUM_MODE));
  }

  static Bench of(Profile profile) {
    return new Bench(ReceiveConfig.of(profile));
  }

  /** The next frame, one cycle behind the one before. */
  Bench receive(byte[] frame) {
    return receive(frame, cycle + 1);
  }

  Bench receive(byte[] frame, long arrivalCycle) {
    return receive(frame, arrivalCycle, 0);
  }

  Bench receive(byte[] frame, long arrivalCycle, int guest) {
    cycle = arrivalCycle;
    frames++;
    invariants.frame(frame, frame.length, guest);
    assembler.frame(frame, frame.length);
    path.receive(frame, frame.length, guest, arrivalCycle);
    return this;
  }

  Bench receive(Frames... segments) {
    for (Frames segment : segments) {
      receive(segment.bytes());
    }
    return this;
  }

  Bench control(ControlEvent.Op op, int guest) {
    path.control(ControlEvent.of(op, frames, cycle, guest), cycle);
    return this;
  }

  /** Ends everything and lets the invariant checker judge; gives the units. */
  List<HostUnit> finish() {
    path.endOfBurst(cycle);
    assertEquals(List.of(), invariants.finish());
    assertEquals(frames, invariants.deliveredFrames());
    assertEquals(0, assembler.collecting());
    return units;
  }

  /** Units so far as {@code kind[frames]reason}, kind A, P or D. */
  String story() {
    StringBuilder story = new StringBuilder();
    for (HostUnit unit : units) {
      story
          .append(story.length() == 0 ? "" : " ")
          .append(unit.run().kind().name().charAt(0))
          .append(Arrays.toString(LongStream.of(unit.frames()).toArray()).replace(" ", ""))
          .append(EndReason.name(unit.run().endReason()));
    }
    return story.toString();
  }

  long counter(String name) {
    return path.counters().toMap().get(name);
  }

  @Override
  public void parsed(ParsedSegment segment) {
    assembler.parsed(segment);
  }

  @Override
  public void found(FlowSegment segment) {
    if (keepUnits) {
      lookups.add(segment);
    }
  }

  @Override
  public void run(SegmentRun run) {
    assembler.run(run);
  }

  @Override
  public void place(SegmentPlace place) {
    assembler.place(place);
  }

  private void unit(HostUnit unit) {
    if (keepUnits) {
      units.add(unit);
    }
    ReceiveInvariants.Delivery delivery =
        ReceiveInvariants.Delivery.valueOf(unit.run().kind().name());
    invariants.unit(delivery, unit.frames(), unit.bytes());
  }
}
