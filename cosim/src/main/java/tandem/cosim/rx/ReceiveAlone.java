package tandem.cosim.rx;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import tandem.cosim.block.Scenario;
import tandem.cosim.stream.Offer;
import tandem.cosim.timing.ModelRecords;
import tandem.cosim.timing.Prediction;
import tandem.model.record.FrameBeat;
import tandem.model.record.PayloadBeat;
import tandem.model.record.SegmentPlace;
import tandem.model.rx.ReceiveConfig;
import tandem.model.rx.ReceiveRegister;
import tandem.model.time.OfferedFrame;
import tandem.model.time.ReceivePrediction;
import tandem.model.time.ReceiveTiming;
import tandem.model.time.ReceiveTimingParams;
import tandem.model.time.ReceiveTraffic;

/** What the model says of a scenario of the receive path without the RTL: cycles and records. */
final class ReceiveAlone {
  /** More than any scenario takes. */
  private static final long HORIZON_CYCLES = 1L << 40;

  private ReceiveAlone() {}

  /** The cycles of every unit, place and payload beat, of a scenario with frames. */
  static Prediction predict(Scenario scenario, ReceiveConfig config, long firstCycle) {
    List<OfferedFrame> offered =
        scenario.get(ReceivePathBlock.FRAMES).stream()
            .map(
                f -> new OfferedFrame(f.bytes(), f.guest(), f.time(), firstCycle + f.afterCycles()))
            .toList();
    ReceiveTraffic traffic =
        ReceiveTraffic.of(offered)
            .withEvents(
                ReceivePathBlock.events(scenario).stream().map(ControlBeat::event).toList(),
                firstCycle)
            .withNeighbours(
                scenario.pause("in").ready(),
                scenario.pause("place").ready(),
                scenario.pause("payload").ready(),
                scenario.pause("out").ready());
    ReceivePrediction predicted =
        new ReceiveTiming(config, ReceiveTimingParams.DEFAULTS.sizedFor(config))
            .predict(traffic, HORIZON_CYCLES);
    int[] lastBeats =
        IntStream.range(1, predicted.firstBeat().length)
            .map(frame -> predicted.firstBeat()[frame] - 1)
            .toArray();
    long[] arrivals = IntStream.of(lastBeats).mapToLong(b -> predicted.beatCycles()[b]).toArray();
    return new Prediction(
        "in",
        Map.of(
            "in", predicted.beatCycles(),
            "place", predicted.placeCycles(),
            "payload", predicted.payloadCycles(),
            "out", predicted.runCycles()),
        causes(lastBeats, predicted, run(scenario, config, arrivals), config));
  }

  /** Delays count since the last beat of the frame that a record is of, or that ended its unit. */
  private static Map<String, int[]> causes(
      int[] lastBeats,
      ReceivePrediction predicted,
      ReceiveExpectation model,
      ReceiveConfig config) {
    int[] units = IntStream.of(predicted.runFrames()).map(frame -> lastBeats[frame]).toArray();
    int[] places = new int[model.places().size()];
    int[] sending = new int[lastBeats.length];
    int frames = 0;
    int senders = 0;
    for (int i = 0; i < places.length; i++) {
      SegmentPlace place = model.places().get(i);
      if (place.op() == SegmentPlace.Op.FRAME) {
        if (place.bytes() > 0) {
          sending[senders++] = lastBeats[frames];
        }
        frames++;
      }
      places[i] = lastBeats[Math.max(0, frames - 1)];
    }
    // Looked up by run number only, never gone through.
    Map<Long, Integer> unitOfRun = new HashMap<>();
    for (int i = 0; i < predicted.runs().size(); i++) {
      unitOfRun.put(predicted.runs().get(i).run(), units[i]);
    }
    int[] payload = new int[model.payload().size()];
    int sender = 0;
    for (int i = 0; i < payload.length; i++) {
      PayloadBeat beat = model.payload().get(i);
      payload[i] = config.on(ReceiveRegister.COLLECT) ? unitOfRun.get(beat.run()) : sending[sender];
      sender += beat.last() ? 1 : 0;
    }
    return Map.of("place", places, "payload", payload, "out", units);
  }

  /**
   * The records on all streams.
   *
   * @param resetCycle that the RTL counts as 0
   */
  static ModelRecords records(
      Scenario scenario, ReceiveConfig config, Prediction predicted, long resetCycle) {
    List<Offer<FrameBeat>> beats = WireFrame.beats(scenario.get(ReceivePathBlock.FRAMES));
    long[] arrivals =
        IntStream.range(0, beats.size())
            .filter(beat -> beats.get(beat).record().last())
            .mapToLong(beat -> predicted.cycles().get("in")[beat] - resetCycle)
            .toArray();
    ReceiveExpectation model = run(scenario, config, arrivals);
    Map<String, List<ModelRecords.Tagged>> streams = new LinkedHashMap<>();
    streams.put("in", untagged(beats.stream().map(Offer::record).toList()));
    streams.put("control", untagged(ReceivePathBlock.events(scenario)));
    streams.put("segment", untagged(model.segments()));
    streams.put("run", untagged(model.decisions()));
    streams.put("place", untagged(model.places()));
    streams.put("payload", untagged(model.payload()));
    streams.put("out", untagged(model.runs()));
    return ModelRecords.of(streams);
  }

  private static List<ModelRecords.Tagged> untagged(List<? extends Record> records) {
    return records.stream().map(record -> new ModelRecords.Tagged("", record)).toList();
  }

  private static ReceiveExpectation run(Scenario scenario, ReceiveConfig config, long[] arrivals) {
    ReceiveExpectation model = new ReceiveExpectation(config);
    model.run(scenario.get(ReceivePathBlock.FRAMES), arrivals, ReceivePathBlock.events(scenario));
    return model;
  }
}
