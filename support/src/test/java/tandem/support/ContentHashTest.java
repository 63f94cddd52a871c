package tandem.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

class ContentHashTest {
  @Test
  void shouldHashPartsApart() {
    assertNotEquals(new ContentHash().add("a", "bc").hex(), new ContentHash().add("ab", "c").hex());
  }

  /** Build ids in delivered manifests depend on it. */
  @Test
  void shouldStayTheSame() {
    assertEquals(
        "70bdc5f6936ed8fa04e496e968499d85a346f3c4ab70a775e026c51857a6a1e8",
        new ContentHash().add("file").add(new byte[] {1, 2}).hex());
  }
}
