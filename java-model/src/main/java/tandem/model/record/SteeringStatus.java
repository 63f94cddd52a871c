package tandem.model.record;

/** What became of a steering command (GS-11). The order of the constants is the encoding. */
public enum SteeringStatus {
  OK,
  NOT_PRIVILEGED,
  BAD_COMMAND,
  BAD_GUEST,
  BAD_ADDRESS,
  BAD_VLAN,
  EXISTS,
  NOT_FOUND,
  QUOTA,
  FULL
}
