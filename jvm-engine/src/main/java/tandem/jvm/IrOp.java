package tandem.jvm;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One operation of lowered RTL, as MLIR's generic form prints it.
 *
 * @param name dialect and operation, as in {@code comb.add}
 * @param results names of its values; one that stands for several is there once, {@code %3}
 * @param operands names of the values it takes; one of several is {@code %3#1}
 * @param successors labels of the blocks it may go on in
 * @param attributes texts of its properties and attributes, by name; units are empty
 * @param types of its results
 * @param place where in the user's source it comes from, else where it stands in the text
 */
record IrOp(
    String name,
    String results,
    List<String> operands,
    List<Successor> successors,
    Map<String, String> attributes,
    List<Region> regions,
    List<String> operandTypes,
    List<String> types,
    String place) {

  /** A block to go on in, by its label. */
  record Successor(String label) {}

  /** What is nested in an operation. */
  record Region(List<Block> blocks) {}

  /**
   * Operations in a row.
   *
   * @param label empty where the text gives none
   */
  record Block(String label, List<String> arguments, List<String> argumentTypes, List<IrOp> ops) {}

  String attribute(String key) {
    String text = attributes.get(key);
    if (text == null) {
      throw new UnsupportedRtlException(
          place, String.format(Locale.ROOT, "%s without %s", name, key));
    }
    return text;
  }

  boolean has(String key) {
    return attributes.containsKey(key);
  }

  /** The attribute as a name or text, its quotes or @ taken off. */
  String text(String key) {
    return IrText.unquoted(attribute(key));
  }

  /** The attribute as a number; its type is left out. */
  long number(String key) {
    String text = attribute(key);
    int colon = text.indexOf(':');
    return Long.parseLong((colon < 0 ? text : text.substring(0, colon)).strip());
  }

  /** The only block of a region. */
  Block body(int region) {
    List<Block> blocks = regions.get(region).blocks();
    if (blocks.size() != 1) {
      throw new UnsupportedRtlException(
          place,
          String.format(Locale.ROOT, "%s with control flow: blocks=%d", name, blocks.size()));
    }
    return blocks.get(0);
  }
}
