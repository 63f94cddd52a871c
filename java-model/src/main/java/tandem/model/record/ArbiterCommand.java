package tandem.model.record;

import tandem.model.Require;

/**
 * The settings of a guest at the arbiter (GA-6).
 *
 * @param tag given back with the answer, 16 bit
 * @param issuer guest on whose page the command came, 8 bit
 * @param guest guest that the command is about, 8 bit
 * @param enabled whether its page writes are accepted
 * @param urgent whether it goes before those that are not
 * @param weight 8 bit
 * @param rate bytes in a round of the sweep, 32 bit; 0 = no limit (GA-27)
 * @param burst most bytes saved up, 32 bit
 * @param connectionBase first of its connections, up to 24 bit
 * @param connectionCount number of its connections, up to 25 bit
 */
public record ArbiterCommand(
    int tag,
    int issuer,
    int guest,
    boolean enabled,
    boolean urgent,
    int weight,
    long rate,
    long burst,
    int connectionBase,
    int connectionCount) {
  /** Fails with {@link IllegalArgumentException} for a value that the field cannot hold. */
  public ArbiterCommand {
    Require.range("tag", tag, 0, 0xFFFF);
    Require.range("issuer", issuer, 0, 0xFF);
    Require.range("guest", guest, 0, 0xFF);
    Require.range("weight", weight, 0, 0xFF);
    Require.range("rate", rate, 0, 0xFFFF_FFFFL);
    Require.range("burst", burst, 0, 0xFFFF_FFFFL);
    Require.range("connectionBase", connectionBase, 0, 0xFF_FFFF);
    Require.range("connectionCount", connectionCount, 0, 0x1FF_FFFF);
  }
}
