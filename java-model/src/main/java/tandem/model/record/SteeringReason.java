package tandem.model.record;

/** Why a copy goes where it goes (GS-6). The order of the constants is the encoding. */
public enum SteeringReason {
  MAC,
  CONNECTION,
  GROUP,
  DEFAULT,
  OUTSIDE,
  MALFORMED,
  BAD_VLAN,
  BAD_SOURCE,
  SPOOFED,
  DISABLED,
  SELF,
  UNKNOWN,
  NO_MEMBER
}
