package tandem.model.record;

import java.util.Objects;
import tandem.model.Require;

/**
 * The host asks for a change of a connection.
 *
 * @param kind what is asked
 * @param connection connection number
 */
public record ConnectionCommand(CommandKind kind, int connection) {
  /** Fails with {@link IllegalArgumentException} for a value that the field cannot hold. */
  public ConnectionCommand {
    Objects.requireNonNull(kind, "kind");
    Require.range("connection", connection, 0, 0xFF_FFFF);
  }
}
