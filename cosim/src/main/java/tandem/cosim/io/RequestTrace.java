package tandem.cosim.io;

import java.nio.file.Path;
import java.util.List;
import tandem.cosim.rtl.UsageException;
import tandem.model.record.WorkOp;
import tandem.model.tx.RequestSource;

/**
 * Posted work requests from a CSV file, read while they are posted: nothing but the line at hand is
 * kept, so a trace may be longer than memory.
 */
public final class RequestTrace implements RequestSource, AutoCloseable {
  private static final List<String> REQUIRED = List.of("connection", "op", "bytes");
  private static final List<String> OPTIONAL = List.of("guest", "fence");
  private static final WorkOp[] OPS = WorkOp.values();
  private static final List<String> OP_NAMES =
      List.of("send", "write", "read", "bind", "invalidate");
  private static final int LENGTH_BITS = 32;
  private static final int GUEST_BITS = 8;

  private final RequestTable table;
  private final int connectionBits;

  private int connection;
  private int op;
  private int bytes;
  private int guest;
  private boolean fence;

  /**
   * Opens a trace and reads its header line.
   *
   * @param connectionBits connections must be less than 2^connectionBits, at most 31
   * @throws UsageException if the file cannot be read or has another header
   */
  public RequestTrace(Path file, int connectionBits) {
    table = new RequestTable(file, REQUIRED, OPTIONAL);
    this.connectionBits = connectionBits;
  }

  /**
   * Goes on to the next request.
   *
   * @throws UsageException naming file and line of a request that is none
   */
  @Override
  public boolean advance() {
    if (!table.hasNext()) {
      return false;
    }
    RequestTable.Row row = table.next();
    connection = (int) row.number("connection", connectionBits);
    op = op(row);
    bytes = (int) row.number("bytes", LENGTH_BITS);
    guest = (int) row.number("guest", GUEST_BITS);
    fence = row.number("fence", 1) == 1;
    return true;
  }

  private static int op(RequestTable.Row row) {
    String name = row.text("op");
    int place = OP_NAMES.indexOf(name);
    if (place < 0) {
      throw row.bad("op must be one of " + String.join(", ", OP_NAMES) + ": op=" + name);
    }
    return OPS[place].code();
  }

  @Override
  public int connection() {
    return connection;
  }

  @Override
  public int op() {
    return op;
  }

  @Override
  public int bytes() {
    return bytes;
  }

  @Override
  public int guest() {
    return guest;
  }

  @Override
  public boolean fence() {
    return fence;
  }

  @Override
  public void close() {
    table.close();
  }
}
