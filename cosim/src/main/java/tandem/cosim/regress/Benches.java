package tandem.cosim.regress;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import tandem.cosim.block.Blocks;
import tandem.cosim.rtl.RtlFolder;
import tandem.cosim.rtl.UsageException;
import tandem.support.NearestNames;

/** The benches and block harnesses on the class path. */
public final class Benches {
  private Benches() {}

  /** All benches by name. */
  public static List<Bench> all() {
    return ServiceLoader.load(Bench.class).stream()
        .map(ServiceLoader.Provider::get)
        .sorted(Comparator.comparing(Bench::name))
        .toList();
  }

  /** The bench of that name; refused with the nearest names. */
  public static Bench named(String name) {
    List<String> names = all().stream().map(Bench::name).toList();
    return all().stream()
        .filter(b -> b.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    String.format(
                        Locale.ROOT,
                        "unknown bench: --bench=%s; nearest names: %s",
                        name,
                        NearestNames.text(name, names))));
  }

  /**
   * Those of the benches that are of the block in a folder; says which are not.
   *
   * @throws UsageException if none is
   */
  public static List<Bench> of(RtlFolder folder, List<Bench> benches) {
    List<Bench> own = benches.stream().filter(b -> b.block().equals(folder.block())).toList();
    List<String> others = benches.stream().filter(b -> !own.contains(b)).map(Bench::name).toList();
    if (own.isEmpty()) {
      throw new UsageException(
          String.format(
              Locale.ROOT,
              "none of these benches is of the block in --rtl: --rtl=%s block=%s benches=%s",
              folder.path(),
              folder.block(),
              String.join(",", others)));
    }
    if (!others.isEmpty()) {
      System.out.printf(
          Locale.ROOT,
          "--rtl holds %s: benches of other blocks not run=%d: %s%n",
          folder.block(),
          others.size(),
          String.join(", ", others));
    }
    return own;
  }

  /** The harness of a block; refused with the nearest names. */
  public static BlockHarness harness(String block) {
    List<BlockHarness> harnesses = new ArrayList<>(Blocks.harnesses());
    ServiceLoader.load(BlockHarness.class).forEach(harnesses::add);
    return harnesses.stream()
        .filter(h -> h.block().equals(block))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    String.format(
                        Locale.ROOT,
                        "unknown block: block=%s; nearest names: %s",
                        block,
                        NearestNames.text(
                            block, harnesses.stream().map(BlockHarness::block).toList()))));
  }
}
