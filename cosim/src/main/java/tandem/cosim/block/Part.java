package tandem.cosim.block;

import com.fasterxml.jackson.core.type.TypeReference;

/**
 * A piece of a scenario: a list of records that are offered, or how something around the block
 * behaves.
 *
 * @param name in the scenario and in case files
 */
public record Part<T>(String name, TypeReference<T> type) {}
