package tandem.bridge;

import java.nio.file.Path;

/**
 * One running instance of RTL, on whichever engine. It belongs to the thread that opened it until
 * {@link #release}; handles may be used by whoever the owner lets, as only calls that run or end
 * the instance are checked.
 */
public interface RtlDut extends Dut {
  /**
   * Resolves a visible memory or array.
   *
   * @throws BridgeException if there is none of that name; the message has the nearest names
   */
  Memory memory(String name);

  /** Stream mode on this instance. */
  StreamEngine streams();

  /** Starts recording waves of the whole design to a file and leaves recording on. */
  void openTrace(Path file);

  /**
   * Starts recording waves of some scopes, and of the clock, and leaves recording on.
   *
   * @param levels how many levels of the hierarchy are recorded, the scope's own being 1
   * @param scopes hierarchical names of instances, beginning with the top
   * @throws BridgeException if the design was compiled without tracing, the file cannot be written,
   *     there is no such scope, or this instance has recorded a file already
   */
  void openTrace(Path file, int levels, String... scopes);

  /** Switches recording to the open trace file on or off. */
  void recordTrace(boolean on);

  /** Ends the trace file; harmless if none is open. */
  void closeTrace();

  /**
   * Writes what was covered since the instance was opened, in the format of verilator_coverage.
   *
   * @throws BridgeException if the design was compiled without coverage
   */
  void writeCoverage(Path file);

  /**
   * The state of the design, of its driven inputs and of the native agents with their rings. Not
   * part of it: waves, and agents written in Java.
   *
   * @throws BridgeException if the design was compiled without snapshots
   */
  Snapshot snapshot();

  /**
   * Goes back, or forth, to a snapshot of the same design; running on is then the same as it was
   * from there. The streams must have been attached as they were, with the same responders.
   *
   * @throws BridgeException if the snapshot does not fit, or waves are recorded, whose time cannot
   *     go back
   */
  void restore(Snapshot snapshot);

  /** Gives the instance up, so that the next thread that uses it owns it. */
  void release();
}
