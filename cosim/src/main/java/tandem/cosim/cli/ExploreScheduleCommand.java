package tandem.cosim.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tandem.cosim.regress.Json;
import tandem.cosim.rtl.UsageException;
import tandem.cosim.workrequest.HitRates;
import tandem.cosim.workrequest.ScheduleSettings;
import tandem.model.tx.WorkRequestConfig;
import tandem.support.OutputFile;

/** {@code explore schedule}: hit rates by traffic, cache and window. */
@Command(
    name = "schedule",
    description = {
      "Prints the hit rate of the context cache for uniform, Zipf 0.99 and round robin traffic,",
      "windows of 1 to 256 and up to 51 connections for each context, with the optimum beside it."
    })
final class ExploreScheduleCommand implements Callable<Integer> {
  /** Round robin over the most connections still comes round some times. */
  private static final int LEAST_REQUESTS = 1000;

  @Option(
      names = "--cache",
      split = ",",
      defaultValue = "16,64,300",
      description = "Sizes of the cache in contexts (default: ${DEFAULT-VALUE}).")
  private List<Integer> caches;

  @Option(
      names = "--requests",
      defaultValue = "300000",
      description = "Requests of each run (default: ${DEFAULT-VALUE}).")
  private int requests;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Governs every random choice (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--set",
      description = "name=value of what is not swept, such as prefetch; may be repeated.")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Option(names = "--json", description = "Writes the rows to this file.")
  private OutputFile json;

  @Override
  public Integer call() {
    if (requests < LEAST_REQUESTS) {
      throw new UsageException(
          String.format(
              Locale.ROOT,
              "--requests must be at least %d: --requests=%d",
              LEAST_REQUESTS,
              requests));
    }
    for (String swept :
        List.of("window", "maxWindow", "cacheEntries", "cacheWays", "replacement")) {
      if (settings.containsKey(swept)) {
        throw new UsageException(
            String.format(
                Locale.ROOT, "is swept, not set: --set %s=%s", swept, settings.get(swept)));
      }
    }
    WorkRequestConfig config = ScheduleSettings.config(settings);
    for (int cache : caches) {
      Map<String, String> one = new LinkedHashMap<>(settings);
      one.put("cacheEntries", String.valueOf(cache));
      ScheduleSettings.config(one); // a bad --cache ends it here
    }
    HitRates rates = new HitRates(config, requests, seed);
    List<HitRates.Row> rows = new ArrayList<>();
    caches.forEach(cache -> rows.addAll(rates.rows(cache)));
    System.out.println(HitRates.table(rows));
    if (json != null) {
      Json.write(json, rows);
    }
    return Tandem.HELD;
  }
}
