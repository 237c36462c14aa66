/**
 * Runs that were recorded: which there are, how far each came, what tells two of them apart, and
 * their sets copied to where sets are looked for.
 *
 * <p>Reads run folders and changes none. {@code bnn4j.experiment.run} says where a run keeps what.
 */
package bnn4j.experiment.archive;
