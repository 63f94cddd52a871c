package tandem.jvm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Everything that takes values at the end of a cycle, in an order that keeps the related close. */
final class Sinks {
  /** The words of an output port. */
  record Output(int word, List<Node> values) implements Plan.Sink {}

  /** The words of a register. */
  record Next(int word, int bits, List<Node> values) implements Plan.Sink {}

  /** A write into a memory; values are enable, address, data, then the mask if there is one. */
  record Write(int number, Netlist.Write write, List<Node> values) implements Plan.Sink {}

  /** A check; values are whether it fails, then what is printed. */
  record Check(int number, List<Node> values) implements Plan.Sink {}

  private Sinks() {}

  static List<Plan.Sink> of(Netlist netlist) {
    List<Plan.Sink> sinks = new ArrayList<>();
    for (int i = 0; i < netlist.outputs.size(); i++) {
      sinks.add(
          new Output(
              netlist.outputs.get(i).word(), Arrays.asList(netlist.outputValues.get(i).limbs())));
    }
    for (int i = 0; i < netlist.registers.size(); i++) {
      Netlist.Register register = netlist.registers.get(i);
      sinks.add(
          new Next(
              register.word(), register.bits(), Arrays.asList(netlist.nextValues.get(i).limbs())));
    }
    for (int i = 0; i < netlist.writes.size(); i++) {
      Netlist.Write write = netlist.writes.get(i);
      List<Node> values = new ArrayList<>(List.of(write.enable(), write.address()));
      values.addAll(Arrays.asList(write.data().limbs()));
      if (write.mask() != null) {
        values.addAll(Arrays.asList(write.mask().limbs()));
      }
      sinks.add(new Write(i, write, values));
    }
    for (int i = 0; i < netlist.checks.size(); i++) {
      Netlist.Check check = netlist.checks.get(i);
      List<Node> values = new ArrayList<>(List.of(check.failing()));
      check.values().forEach(v -> values.addAll(Arrays.asList(v.limbs())));
      sinks.add(new Check(i, values));
    }
    return sinks;
  }
}
