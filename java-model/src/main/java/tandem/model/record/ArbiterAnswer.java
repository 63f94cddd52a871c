package tandem.model.record;

import java.util.Objects;
import tandem.model.Require;

/**
 * The answer to one arbiter command (GA-6).
 *
 * @param tag of the command, 16 bit
 * @param issuer of the command, 8 bit
 * @param status what became of it, 4 bit
 */
public record ArbiterAnswer(int tag, int issuer, ArbiterStatus status) {
  /** Fails with {@link IllegalArgumentException} for a value that the field cannot hold. */
  public ArbiterAnswer {
    Objects.requireNonNull(status, "status");
    Require.range("tag", tag, 0, 0xFFFF);
    Require.range("issuer", issuer, 0, 0xFF);
  }
}
