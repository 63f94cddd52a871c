package tandem.cosim.rx;

import java.util.List;
import java.util.Map;
import tandem.cosim.check.Checker;
import tandem.cosim.check.InOrderChecker;
import tandem.cosim.check.Judge;
import tandem.cosim.check.Timeline;
import tandem.model.record.GuestSegment;
import tandem.model.record.SteeringAnswer;
import tandem.model.record.SteeringCommand;
import tandem.model.record.SteeringHeader;
import tandem.model.rx.GuestSteering;
import tandem.model.rx.GuestSteeringConfig;

/**
 * Judges the steering: a function of the order of frames and commands. Of the same cycle the frame
 * goes first (GS-74), hence its stream is heard first.
 */
final class GuestSteeringChecker implements Checker {
  private final GuestSteering model;
  private final List<Checker> streams;

  GuestSteeringChecker(GuestSteeringConfig config, Judge judge, Timeline timeline) {
    GuestSteering steering = new GuestSteering(config);
    model = steering;
    streams =
        List.of(
            new InOrderChecker<>(
                judge,
                timeline,
                "header",
                SteeringHeader.class,
                "out",
                GuestSegment.class,
                beat -> steering.apply(beat.record())),
            new InOrderChecker<>(
                judge,
                timeline,
                "command",
                SteeringCommand.class,
                "answer",
                SteeringAnswer.class,
                beat -> List.of(steering.apply(beat.record()))));
  }

  @Override
  public void finish() {
    streams.forEach(Checker::finish);
  }

  @Override
  public Map<String, Long> counters() {
    return model.counters();
  }
}
