package tandem.waveforms.io;

import java.io.IOException;
import tandem.waveforms.signal.WaveHeader;

/** The declarations of a dump without its values: a side of which nothing is known. */
public record UnknownWaves(WaveSource dump) implements WaveSource {
  @Override
  public String name() {
    return "nothing known beside " + dump.name();
  }

  @Override
  public WaveHeader header() {
    return dump.header();
  }

  @Override
  public void read(WaveQuery query, WaveVisitor visitor) throws IOException {
    visitor.begin(header());
    visitor.end(query.from());
  }
}
