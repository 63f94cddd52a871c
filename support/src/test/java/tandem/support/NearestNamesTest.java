package tandem.support;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNamesTest {
  @Test
  void shouldOfferThreeTheMostSimilarFirst() {
    List<String> known = List.of("window", "windows", "prefetch", "cache", "width");
    assertEquals(List.of("window", "windows", "width"), NearestNames.of("WINDW", known));
    assertEquals("window, windows, width", NearestNames.text("windw", known));
  }

  @Test
  void shouldCountTheLastPartOfAPathAsTheWhole() {
    List<String> known = List.of("top.cpu.clock", "top.clk", "top.reset");
    assertEquals("top.cpu.clock", NearestNames.of("clockk", known).get(0));
  }

  @Test
  void shouldHaveNothingToOfferAmongNothing() {
    assertEquals(List.of(), NearestNames.of("a", List.of()));
  }
}
