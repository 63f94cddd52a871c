package tandem.bridge;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tandem.rtlgen.Manifest;

/**
 * What to compile.
 *
 * @param manifest the interface of the design
 * @param sources Verilog files, in the order they are given to Verilator
 * @param trace which waves the design can record; tracing costs speed even while it is off
 * @param visible which internal signals can be read, as glob patterns of hierarchical names below
 *     the top: {@code *} stays within a level, {@code **} does not
 * @param options what else the design must be able to do
 * @param training if present, the compiler optimises for what this does with the design
 */
public record BuildRequest(
    Manifest manifest,
    List<Path> sources,
    Trace trace,
    List<String> visible,
    Set<Option> options,
    Optional<Training> training) {
  /** The wave format a design is compiled for. */
  public enum Trace {
    NONE,
    FST,
    VCD
  }

  /** What a design can be compiled with. */
  public enum Option {
    /** Counts lines and toggles, see {@link RtlDut#writeCoverage}; costs much speed. */
    COVERAGE,
    /** Can save and restore its state, see {@link RtlDut#snapshot}; not together with COVERAGE. */
    SNAPSHOTS,
    /** Evaluates the whole design twice a cycle even where less is known to give the same. */
    FULL_EVALUATION,
    /** Compiles each file that Verilator writes for itself, as it is done with large designs. */
    IN_PIECES
  }

  public BuildRequest {
    sources = List.copyOf(sources);
    visible = List.copyOf(visible);
    options = Set.copyOf(options);
    if (options.containsAll(List.of(Option.COVERAGE, Option.SNAPSHOTS))) {
      throw new IllegalArgumentException(
          "Verilator cannot save a design that counts coverage: options=COVERAGE,SNAPSHOTS top="
              + manifest.top()
              + "; compile it twice");
    }
  }

  /** A design without visible internals or options, compiled quickly. */
  public BuildRequest(Manifest manifest, List<Path> sources, Trace trace) {
    this(manifest, sources, trace, List.of(), Set.of(), Optional.empty());
  }

  /**
   * The design in a directory that rtl-gen wrote, or somebody's replacement with the same manifest.
   */
  public static BuildRequest of(Manifest manifest, Path directory, Trace trace) {
    return new BuildRequest(
        manifest, manifest.files().stream().map(directory::resolve).toList(), trace);
  }

  /** The same with more internal signals visible. */
  public BuildRequest visible(String... globs) {
    List<String> all = new ArrayList<>(visible);
    all.addAll(Arrays.asList(globs));
    return new BuildRequest(manifest, sources, trace, all, options, training);
  }

  /** The same with more options. */
  public BuildRequest with(Option... more) {
    Set<Option> all = EnumSet.noneOf(Option.class);
    all.addAll(options);
    all.addAll(Arrays.asList(more));
    return new BuildRequest(manifest, sources, trace, visible, all, training);
  }

  /** The same, optimised for a stimulus that the bridge makes up from the manifest. */
  public BuildRequest trained() {
    return trainedBy(new SyntheticTraining());
  }

  /** The same, optimised for what that training does; takes about twice as long to compile. */
  public BuildRequest trainedBy(Training run) {
    return new BuildRequest(manifest, sources, trace, visible, options, Optional.of(run));
  }

  boolean has(Option option) {
    return options.contains(option);
  }
}
