package tandem.bench.docs;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * One stage of the flow, as {@code docs/stages.yaml} has it.
 *
 * @param stage its one name
 * @param tree folder in every module
 * @param block as which its RTL is generated
 * @param plan prefix of its points in the testplan
 * @param page in {@code docs/blocks}
 * @param checked what is equal between model and RTL
 */
public record Stage(
    String stage, String tree, String block, String plan, String page, String checked) {
  /** Where the stages are listed, from the root of the project. */
  public static final Path LIST = Path.of("docs", "stages.yaml");

  /** The stages in the order of the flow. */
  public static List<Stage> all(Path root) throws IOException {
    return new YAMLMapper()
        .readValue(root.resolve(LIST).toFile(), new TypeReference<List<Stage>>() {});
  }
}
