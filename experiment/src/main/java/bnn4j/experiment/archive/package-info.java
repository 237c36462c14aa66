/**
 * Recorded runs: lists them, compares two runs, and installs their parameter sets.
 *
 * <p>Reads run folders and changes none. {@code bnn4j.experiment.run} says where a run keeps what.
 */
package bnn4j.experiment.archive;
