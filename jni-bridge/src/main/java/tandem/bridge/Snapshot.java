package tandem.bridge;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The state of an instance at the end of a cycle; fits instances of the same build only. */
public final class Snapshot {
  private static final int MAGIC = 0x54534e31;

  private final String buildId;
  private final long cycle;
  private final byte[] bytes;

  /** What an engine saved of an instance; the bytes are its own affair. */
  public Snapshot(String buildId, long cycle, byte[] bytes) {
    this.buildId = buildId;
    this.cycle = cycle;
    this.bytes = bytes;
  }

  /** The cycle that was visible. */
  public long cycle() {
    return cycle;
  }

  /** Of the design that it was taken of. */
  public String buildId() {
    return buildId;
  }

  /** The state, as the engine wrote it. */
  public byte[] bytes() {
    return bytes;
  }

  /** Keeps the snapshot in a file, for another run or process. */
  public void write(Path file) {
    try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(file))) {
      out.writeInt(MAGIC);
      out.writeUTF(buildId);
      out.writeLong(cycle);
      out.writeInt(bytes.length);
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("snapshot cannot be written: " + file, e);
    }
  }

  /**
   * Reads what {@link #write} kept.
   *
   * @throws BridgeException if the file is no snapshot
   */
  public static Snapshot read(Path file) {
    try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
      if (in.readInt() != MAGIC) {
        throw new BridgeException("not a snapshot: " + file);
      }
      String buildId = in.readUTF();
      long cycle = in.readLong();
      return new Snapshot(buildId, cycle, in.readNBytes(in.readInt()));
    } catch (IOException e) {
      throw new BridgeException("snapshot cannot be read: " + file, e);
    }
  }
}
