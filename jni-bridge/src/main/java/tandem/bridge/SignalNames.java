package tandem.bridge;

import tandem.rtlgen.Manifest;

/** Short names of the pins of a stream: {@code in.valid}, {@code in.ready}, {@code in.address}. */
public final class SignalNames {
  private SignalNames() {}

  /** The port that a short name means; the name itself if it is none. */
  public static String port(Manifest manifest, String name) {
    int dot = name.indexOf('.');
    if (dot < 0) {
      return name;
    }
    String of = name.substring(dot + 1);
    for (Manifest.Stream stream : manifest.streams()) {
      if (stream.name().equals(name.substring(0, dot))) {
        switch (of) {
          case "valid":
            return stream.valid();
          case "ready":
            return stream.hasReady() ? stream.ready() : name;
          default:
            for (Manifest.Field field : stream.fields()) {
              if (field.name().equals(of)) {
                return field.port();
              }
            }
        }
      }
    }
    return name;
  }
}
