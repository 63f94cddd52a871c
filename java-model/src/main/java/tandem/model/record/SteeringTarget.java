package tandem.model.record;

/** Where a copy of a frame goes (GS-5). The order of the constants is the encoding. */
public enum SteeringTarget {
  DROP,
  HOST,
  WIRE
}
