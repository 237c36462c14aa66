/**
 * Runs that were recorded: which there are, how far each came, what tells two of them apart.
 *
 * <p>Reads run folders and changes none. May depend on {@code bnn4j.trainer.run} for where a run
 * keeps what, {@code bnn4j.trainer.spec}, {@code bnn4j.trainer.card}, {@code bnn4j.trainer.report}
 * and {@code overlay}; no DL4J.
 */
package bnn4j.experiment.archive;
