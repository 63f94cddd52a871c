package tandem.model.record;

import tandem.model.Require;

/**
 * The memory's answer to one burst; answers may come in any order.
 *
 * @param slot slot of the request the burst belongs to
 * @param failed whether the burst moved nothing
 */
public record BurstDone(int slot, boolean failed) {
  public BurstDone {
    Require.range("slot", slot, 0, 0xFFFF);
  }
}
