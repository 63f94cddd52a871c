package tandem.cosim.regress;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Makes a failing scenario smaller by leaving out pieces of its stimulus for as long as it fails in
 * the same way: the same stage and the same fields differ, or it ends with another problem of the
 * same kind. The pieces are halved whenever none can be left out (delta debugging).
 */
public final class Shrinker {
  private final String stimulus;
  private final Function<JsonNode, Verdict> runner;
  private final String wanted;
  private int runs;

  /**
   * @param stimulus name of the scenario's list of records
   * @param runner runs a scenario
   * @param recorded the failure to keep
   */
  public Shrinker(String stimulus, Function<JsonNode, Verdict> runner, CaseFile recorded) {
    this.stimulus = stimulus;
    this.runner = runner;
    this.wanted = recorded.mismatch().map(Shrinker::kind).orElse("problem");
  }

  /** The smallest scenario found; removing any one record of it makes the failure go away. */
  public JsonNode shrink(JsonNode scenario) {
    List<JsonNode> records = new ArrayList<>();
    scenario.get(stimulus).forEach(records::add);
    for (int pieces = 2; records.size() > 1; ) {
      List<JsonNode> smaller = withoutOnePiece(scenario, records, pieces);
      if (smaller.size() < records.size()) {
        records = smaller;
        pieces = Math.max(2, pieces - 1);
      } else if (pieces >= records.size()) {
        break;
      } else {
        pieces = Math.min(records.size(), 2 * pieces);
      }
    }
    return with(scenario, records);
  }

  /** Scenarios run so far. */
  public int runs() {
    return runs;
  }

  private List<JsonNode> withoutOnePiece(JsonNode scenario, List<JsonNode> records, int pieces) {
    int size = (records.size() + pieces - 1) / pieces;
    for (int from = 0; from < records.size(); from += size) {
      List<JsonNode> rest = new ArrayList<>(records.subList(0, from));
      rest.addAll(records.subList(Math.min(records.size(), from + size), records.size()));
      if (!rest.isEmpty() && fails(with(scenario, rest))) {
        return rest;
      }
    }
    return records;
  }

  private boolean fails(JsonNode scenario) {
    runs++;
    Verdict verdict = runner.apply(scenario);
    String kind =
        verdict
            .mismatch()
            .map(Shrinker::kind)
            .orElse(verdict.problem().isPresent() ? "problem" : "agreed");
    return kind.equals(wanted);
  }

  private static String kind(tandem.cosim.check.Mismatch mismatch) {
    return mismatch.stage() + " " + mismatch.differing();
  }

  private JsonNode with(JsonNode scenario, List<JsonNode> records) {
    ObjectNode copy = scenario.deepCopy();
    ArrayNode list = copy.putArray(stimulus);
    list.addAll(records);
    return copy;
  }
}
