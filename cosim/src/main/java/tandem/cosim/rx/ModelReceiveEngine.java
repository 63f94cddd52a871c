package tandem.cosim.rx;

import java.util.function.Consumer;
import tandem.model.rx.HostAssembler;
import tandem.model.rx.HostUnit;
import tandem.model.rx.ReceiveConfig;
import tandem.model.rx.ReceivePath;

/** The golden model with the invariant checker beside it. */
public final class ModelReceiveEngine implements ReceiveEngine {
  private final HostAssembler assembler;
  private final ReceivePath path;
  private final InvariantCheck check;
  private final int maxFrameBytes;
  private long nowCycle;

  /**
   * @param host takes the units in the order of their delivery
   */
  public ModelReceiveEngine(ReceiveConfig config, Consumer<HostUnit> host) {
    maxFrameBytes = config.maxFrameBytes();
    check = new InvariantCheck(config);
    assembler = new HostAssembler(config, host.andThen(check::unit));
    path = new ReceivePath(config, assembler);
  }

  @Override
  public int maxFrameBytes() {
    return maxFrameBytes;
  }

  @Override
  public void frame(byte[] bytes, long arrivalCycle) {
    nowCycle = arrivalCycle;
    check.frame(bytes, 0);
    assembler.frame(bytes, bytes.length);
    path.receive(bytes, arrivalCycle);
  }

  @Override
  public void finish() {
    path.endOfBurst(nowCycle);
    check.finish();
  }
}
