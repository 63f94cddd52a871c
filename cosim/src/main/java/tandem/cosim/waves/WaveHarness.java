package tandem.cosim.waves;

import com.fasterxml.jackson.databind.JsonNode;
import tandem.cosim.regress.BlockHarness;
import tandem.cosim.rtl.RtlSource;
import tandem.cosim.stream.TraceWindow;

/** A block whose cases can be looked at as waves, model beside RTL. */
public interface WaveHarness extends BlockHarness {
  /** Runs a scenario, records the window, and tells what the model has in it. */
  WaveStory waves(JsonNode scenario, RtlSource rtl, TraceWindow trace);
}
