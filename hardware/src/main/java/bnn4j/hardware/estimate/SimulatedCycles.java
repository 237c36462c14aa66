package bnn4j.hardware.estimate;

/**
 * The cycle counts of a simulation.
 *
 * @param perImage cycles between two results when images follow one another
 * @param latency cycles from the start to the first result
 */
public record SimulatedCycles(long perImage, long latency) {}
