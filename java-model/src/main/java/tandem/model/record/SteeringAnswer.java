package tandem.model.record;

import java.util.Objects;
import tandem.model.Require;

/**
 * The answer to one steering command (GS-10).
 *
 * @param tag of the command, 16 bit
 * @param issuer of the command, 8 bit
 * @param op of the command, 4 bit
 * @param status what became of it, 4 bit
 */
public record SteeringAnswer(int tag, int issuer, int op, SteeringStatus status) {
  /** Fails with {@link IllegalArgumentException} for a value that the field cannot hold. */
  public SteeringAnswer {
    Objects.requireNonNull(status, "status");
    Require.range("tag", tag, 0, 0xFFFF);
    Require.range("issuer", issuer, 0, 0xFF);
    Require.range("op", op, 0, 15);
  }
}
