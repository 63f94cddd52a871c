package tandem.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 over parts; the length of each part is hashed too, so that parts cannot run together. */
public final class ContentHash {
  private final MessageDigest digest;

  public ContentHash() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  public ContentHash add(byte[] part) {
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(part.length).array());
    digest.update(part);
    return this;
  }

  public ContentHash add(String part) {
    return add(part.getBytes(StandardCharsets.UTF_8));
  }

  public ContentHash add(String label, byte[] content) {
    return add(label).add(content);
  }

  public ContentHash add(String label, String content) {
    return add(label).add(content);
  }

  /** The content of a file under a label. */
  public ContentHash add(String label, Path file) {
    try {
      return add(label, Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be read", e);
    }
  }

  /** 64 hexadecimal digits; ends the hash. */
  public String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
