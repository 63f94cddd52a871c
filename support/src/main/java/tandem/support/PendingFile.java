package tandem.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;

/** A file that is being made beside its place under a name of its own. */
final class PendingFile implements AutoCloseable {
  private final Path place;
  private final Path unfinished;

  /** Folders on the way are made; what dead processes left there is swept. */
  PendingFile(Path place) throws IOException {
    this.place = place;
    Files.createDirectories(place.getParent());
    this.unfinished = Unfinished.beside(place);
  }

  Path path() {
    return unfinished;
  }

  /** Brings the file to its place in one step. */
  void commit() throws IOException {
    if (!Files.exists(unfinished)) {
      throw new IOException("nothing was made");
    }
    keepOwnerAndMode();
    Files.move(unfinished, place, StandardCopyOption.ATOMIC_MOVE);
  }

  private void keepOwnerAndMode() throws IOException {
    if (!Files.exists(place)) {
      return;
    }
    PosixFileAttributes old = Files.readAttributes(place, PosixFileAttributes.class);
    PosixFileAttributeView fresh =
        Files.getFileAttributeView(
            unfinished, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    PosixFileAttributes now = fresh.readAttributes();
    if (!now.owner().equals(old.owner()) || !now.group().equals(old.group())) {
      try {
        fresh.setOwner(old.owner());
        fresh.setGroup(old.group());
      } catch (IOException e) {
        // Only root may give files away; to others the file is theirs from now on.
      }
    }
    fresh.setPermissions(old.permissions());
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(unfinished);
  }
}
