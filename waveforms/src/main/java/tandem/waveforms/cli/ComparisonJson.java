package tandem.waveforms.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import tandem.waveforms.compare.Comparison;

/** A comparison for machines: the fields of the records under their own names. */
public final class ComparisonJson {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private ComparisonJson() {}

  /** One JSON object, ended by a newline. */
  public static String of(Comparison result, int exitStatus) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("equal", exitStatus == 0);
    root.put("exitStatus", exitStatus);
    root.setAll((ObjectNode) MAPPER.valueToTree(result));
    try {
      return MAPPER.writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("records of numbers and texts are writable", e);
    }
  }
}
