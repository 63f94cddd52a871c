package tandem.cosim.workrequest;

import java.util.List;
import tandem.cosim.stream.Beat;
import tandem.model.record.ContextBeat;
import tandem.model.record.ContextLoad;
import tandem.model.record.ContextStore;
import tandem.model.record.ContextStored;

/** The handshakes of the four streams between context cache and host memory. */
public record HostContextLog(
    List<Beat<ContextLoad>> loads,
    List<Beat<ContextBeat>> beats,
    List<Beat<ContextStore>> stores,
    List<Beat<ContextStored>> stored) {}
