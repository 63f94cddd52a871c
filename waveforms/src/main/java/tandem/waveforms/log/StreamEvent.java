package tandem.waveforms.log;

import java.math.BigInteger;
import java.util.List;

/**
 * A record that passes a stream in a cycle.
 *
 * @param stream path of the stream
 * @param cycle the clock edge that takes it, counted from 0
 * @param tag what request it belongs to, for following it; may be empty
 * @param values one a field, in the order of the shape; null where the log does not say
 */
public record StreamEvent(String stream, long cycle, String tag, List<BigInteger> values) {}
