package tandem.model.record;

/** Where a frame to be steered comes from (GS-2). The order of the constants is the encoding. */
public enum SteeringSource {
  WIRE,
  GUEST
}
