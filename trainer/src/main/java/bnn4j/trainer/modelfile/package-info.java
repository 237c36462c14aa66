/**
 * Reads model files and checkpoints without DL4J and validates all of their content.
 *
 * <p>A fixed list of zip entries, the configuration as records of this package, numbers by an own
 * reader. May depend on {@code network} and Jackson; no DL4J, no ND4J.
 */
package bnn4j.trainer.modelfile;
