/**
 * Trains a config with many values of its keys: the plan, a run folder per trial, and the table of
 * results.
 *
 * <p>Trials and their results are plain data that may travel to another machine; {@link
 * bnn4j.experiment.sweep.TrialPlace} is where they are run.
 */
package bnn4j.experiment.sweep;
