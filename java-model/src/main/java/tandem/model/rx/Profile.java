package tandem.model.rx;

import tandem.model.Require;

/** Sets of policy bits that are selected as a whole. The order of the constants is the encoding. */
public enum Profile {
  TTO,
  RSC,
  LINUX_GRO;

  private static final Profile[] BY_CODE = values();

  public int code() {
    return ordinal();
  }

  /** The profile of an encoded field; fails for a code that does not exist. */
  public static Profile ofCode(long code) {
    Require.range("profile", code, 0, BY_CODE.length - 1);
    return BY_CODE[(int) code];
  }

  /** The profile as it is called on the command line: tto, rsc or linux-gro. */
  public String label() {
    return switch (this) {
      case TTO -> "tto";
      case RSC -> "rsc";
      case LINUX_GRO -> "linux-gro";
    };
  }

  /** The profile of a command line name; fails for a name that does not exist. */
  public static Profile ofLabel(String label) {
    for (Profile profile : BY_CODE) {
      if (profile.label().equals(label)) {
        return profile;
      }
    }
    throw new IllegalArgumentException(
        "profile must be one of tto, rsc, linux-gro: profile=" + label);
  }
}
