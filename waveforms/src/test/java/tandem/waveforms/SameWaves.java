package tandem.waveforms;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import tandem.waveforms.io.WaveSource;
import tandem.waveforms.io.WaveWindow;
import tandem.waveforms.signal.Signal;

/** Demands that two dumps declare the same names and show the same values at all times. */
public final class SameWaves {
  private SameWaves() {}

  /** Fails at the first signal that differs; gives the number of changes compared. */
  public static long check(WaveSource expected, WaveSource actual) throws IOException {
    return check(WaveWindow.read(expected), WaveWindow.read(actual));
  }

  /** The same of windows. */
  public static long check(WaveWindow expected, WaveWindow actual) {
    assertEquals(expected.header().timeScale(), actual.header().timeScale());
    assertEquals(names(expected), names(actual));
    assertEquals(expected.lastTime(), actual.lastTime(), "last time");
    long changes = 0;
    for (int i = 0; i < expected.header().signals().size(); i++) {
      Signal left = expected.header().signals().get(i);
      Signal right = actual.header().signals().get(i);
      List<String> values = changes(expected, left);
      assertEquals(values, changes(actual, right), left.path());
      changes += values.size();
    }
    return changes;
  }

  private static List<String> names(WaveWindow window) {
    return window.header().signals().stream()
        .map(s -> s + " " + s.kind() + " " + s.widthBits())
        .toList();
  }

  private static List<String> changes(WaveWindow window, Signal signal) {
    List<String> list = new ArrayList<>();
    window.forEachChange(
        signal,
        (time, value) -> list.add(time + ":" + (value.widthBits() > 0 ? value.digits() : value)));
    return list;
  }
}
