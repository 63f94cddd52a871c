package tandem.cosim.tx;

import java.util.LinkedHashMap;
import java.util.Map;
import tandem.cosim.block.Block;
import tandem.cosim.block.Scenario;
import tandem.cosim.rtl.UsageException;
import tandem.model.tx.WorkRequestConfig;
import tandem.rtlgen.Manifest;

/** A stage of the work-request path on its own: its configuration stands at inputs. */
public abstract class WorkRequestStage extends Block<WorkRequestConfig> {
  WorkRequestStage(String name, String stage) {
    super(name, stage);
  }

  @Override
  public final WorkRequestConfig config(Manifest hardware, Scenario scenario) {
    return config(hardware, scenario.settings());
  }

  @Override
  public Map<String, Long> inputs(WorkRequestConfig config) {
    return config.toMap();
  }

  /**
   * What the hardware was generated with, and the settings; a window that is not set is no larger
   * than {@code maxWindow}, and every connection is known.
   *
   * @throws UsageException for a value outside its rule
   */
  public static WorkRequestConfig config(Manifest hardware, Map<String, Long> settings) {
    Map<String, Long> values = new LinkedHashMap<>(WorkRequestConfig.DEFAULTS.toMap());
    values.replaceAll((name, value) -> hardware.parameters().getOrDefault(name, value));
    values.put("window", Math.min(values.get("window"), values.get("maxWindow")));
    values.put("connectionLimit", 1L << values.get("connectionBits"));
    settings.keySet().stream()
        .filter(values::containsKey)
        .forEach(name -> values.put(name, settings.get(name)));
    try {
      return WorkRequestConfig.of(values);
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage(), e);
    }
  }
}
