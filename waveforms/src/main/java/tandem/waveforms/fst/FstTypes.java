package tandem.waveforms.fst;

import java.util.List;

/** Names of FST's variable and scope types, by their numbers in fstapi.h. */
final class FstTypes {
  static final int UNSIZED_TEXT = 21;

  private static final List<String> VARIABLES =
      List.of(
          "event",
          "integer",
          "parameter",
          "real",
          "real_parameter",
          "reg",
          "supply0",
          "supply1",
          "time",
          "tri",
          "triand",
          "trior",
          "trireg",
          "tri0",
          "tri1",
          "wand",
          "wire",
          "wor",
          "port",
          "sparray",
          "realtime",
          "string",
          "bit",
          "logic",
          "int",
          "shortint",
          "longint",
          "byte",
          "enum",
          "shortreal");

  private static final List<String> SCOPES =
      List.of(
          "module",
          "task",
          "function",
          "begin",
          "fork",
          "generate",
          "struct",
          "union",
          "class",
          "interface",
          "package",
          "program",
          "vhdl_architecture",
          "vhdl_procedure",
          "vhdl_function",
          "vhdl_record",
          "vhdl_process",
          "vhdl_block",
          "vhdl_for_generate",
          "vhdl_if_generate",
          "vhdl_generate",
          "vhdl_package");

  private FstTypes() {}

  static String variable(int type) {
    return type < VARIABLES.size() ? VARIABLES.get(type) : "wire";
  }

  static String scope(int type) {
    return type < SCOPES.size() ? SCOPES.get(type) : "module";
  }

  /**
   * Number of a variable type; types unknown to FST become wires, and so do ports, which have other
   * values there.
   */
  static int variable(String type) {
    int found = type.equals("port") ? -1 : VARIABLES.indexOf(type);
    return found >= 0 ? found : VARIABLES.indexOf("wire");
  }

  /** Number of a scope type; types unknown to FST become modules. */
  static int scope(String type) {
    return Math.max(0, SCOPES.indexOf(type));
  }
}
