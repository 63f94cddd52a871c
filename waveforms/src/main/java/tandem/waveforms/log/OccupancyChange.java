package tandem.waveforms.log;

/** From the given cycle on a stage holds so many records. */
public record OccupancyChange(String stage, long cycle, long records) {}
