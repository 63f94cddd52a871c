package tandem.model.tx;

import tandem.model.record.ArbiterCommand;
import tandem.model.record.PageWrite;

/**
 * What crossed the streams of the guest arbiter in one cycle; null, -1 and false where nothing did.
 *
 * @param pickedScanner on {@code picked}
 * @param page on {@code page}
 * @param command on {@code command}
 * @param grantTaken on {@code out}
 */
public record ArbiterInputs(
    int pickedScanner, PageWrite page, ArbiterCommand command, boolean grantTaken) {
  /** Nothing crossed. */
  public static final ArbiterInputs NONE = new ArbiterInputs(-1, null, null, false);
}
