package tandem.bridge;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;

/** The contract on the stand-in, which needs no simulator. */
class FakeDutContractTest extends DutContract {
  @Override
  Dut widths() {
    return new FakeDut(TestDesigns.widthsManifest(), new Widths());
  }

  @Override
  Dut endings() {
    return new FakeDut(TestDesigns.endingsManifest(), new Endings());
  }

  /** Widths.sv in Java. */
  private static final class Widths implements FakeDut.Logic {
    private final Map<Integer, BigInteger> registers = new HashMap<>();

    @Override
    public void edge(FakeDut.Wires wires) {
      boolean reset = wires.pin("reset").isHigh();
      for (int width : WIDTHS) {
        BigInteger in = wires.pin("in" + width).getBig();
        registers.put(width, reset ? BigInteger.ZERO : in);
      }
    }

    @Override
    public void settle(FakeDut.Wires wires) {
      registers.forEach((width, value) -> wires.pin("out" + width).setBig(value));
      wires.pin("same8").set(wires.pin("in8").get());
    }
  }

  /** The assertion of Endings.sv in Java. */
  private static final class Endings implements FakeDut.Logic {
    @Override
    public void edge(FakeDut.Wires wires) {
      long how = wires.pin("how").get();
      if (how == 5) {
        throw wires.fails("how must not be five: how=" + how);
      }
    }

    @Override
    public void settle(FakeDut.Wires wires) {
      // There are no outputs.
    }
  }
}
