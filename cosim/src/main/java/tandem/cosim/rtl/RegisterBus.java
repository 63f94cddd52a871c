package tandem.cosim.rtl;

import java.util.LinkedHashMap;
import java.util.Map;
import tandem.bridge.Dut;
import tandem.bridge.Signal;
import tandem.rtlgen.Manifest;

/** Writes and reads the registers of a block by name, one a cycle. */
public final class RegisterBus {
  private final Dut dut;
  private final Signal writeEnable;
  private final Signal address;
  private final Signal writeData;
  private final Signal readData;

  public RegisterBus(Dut dut) {
    this.dut = dut;
    this.writeEnable = dut.signal("registers_writeEnable");
    this.address = dut.signal("registers_address");
    this.writeData = dut.signal("registers_writeData");
    this.readData = dut.signal("registers_readData");
  }

  /** Writes a register; takes two cycles, the block sees the value in the second. */
  public void write(String register, long value) {
    address.set(dut.manifest().register(register).address());
    writeData.set(value);
    writeEnable.set(1);
    dut.step();
    writeEnable.set(0);
    dut.step();
  }

  /** Reads a register; takes one cycle. */
  public long read(String register) {
    address.set(dut.manifest().register(register).address());
    dut.step();
    return readData.get();
  }

  /** All read-only registers by name, in address order. */
  public Map<String, Long> counters() {
    Map<String, Long> counters = new LinkedHashMap<>();
    for (Manifest.Register r : dut.manifest().registers()) {
      if (!r.writable()) {
        counters.put(r.name(), read(r.name()));
      }
    }
    return counters;
  }
}
