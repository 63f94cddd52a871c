package tandem.model.record;

import java.util.Objects;
import tandem.model.Require;

/**
 * The change of a connection has been made.
 *
 * @param kind what is asked
 * @param connection connection number
 */
public record CommandDone(CommandKind kind, int connection) {
  /** Fails with {@link IllegalArgumentException} for a value that the field cannot hold. */
  public CommandDone {
    Objects.requireNonNull(kind, "kind");
    Require.range("connection", connection, 0, 0xFF_FFFF);
  }
}
