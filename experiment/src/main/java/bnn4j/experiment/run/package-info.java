/**
 * Runs an experiment or a chain: plan, run folder, starting model, and the results of a finished
 * training.
 *
 * <p>Trains with the trainer, exports with {@code export}, reports with {@code report}; prints
 * nothing.
 */
package bnn4j.experiment.run;
