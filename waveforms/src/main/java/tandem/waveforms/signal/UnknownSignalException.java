package tandem.waveforms.signal;

import java.util.List;
import java.util.stream.Collectors;
import tandem.support.NearestNames;

/** A name or pattern that no signal of a dump answers to; the message names the nearest ones. */
public final class UnknownSignalException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private UnknownSignalException(String message) {
    super(message);
  }

  /** For a name that is nowhere in the dump. */
  public static UnknownSignalException of(String name, WaveHeader header) {
    return of(name, header.signals().stream().map(Signal::toString).toList());
  }

  /** For a name that none of these paths answers to. */
  public static UnknownSignalException of(String name, List<String> paths) {
    String hint =
        paths.isEmpty()
            ? "the dump declares no signals"
            : "nearest: " + NearestNames.text(name, paths);
    return new UnknownSignalException("no signal '" + name + "'; " + hint);
  }

  static UnknownSignalException ambiguous(String name, List<Signal> found) {
    String names = found.stream().limit(4).map(Signal::toString).collect(Collectors.joining(", "));
    return new UnknownSignalException(
        "'" + name + "' may be any of " + names + "; give path and range");
  }
}
