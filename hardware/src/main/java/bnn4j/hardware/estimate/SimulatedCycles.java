package bnn4j.hardware.estimate;

/**
 * What a simulation counted.
 *
 * @param perImage cycles between two results when images follow one another
 * @param latency cycles from the start to the first result
 */
public record SimulatedCycles(long perImage, long latency) {}
