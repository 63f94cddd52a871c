package tandem.bridge;

/** The contract on compiled Verilog. */
class RtlDutContractTest extends DutContract {
  @Override
  Dut widths() {
    return TestDesigns.widths(BuildRequest.Trace.NONE).open(1);
  }

  @Override
  Dut endings() {
    return TestDesigns.endings().open(1);
  }
}
