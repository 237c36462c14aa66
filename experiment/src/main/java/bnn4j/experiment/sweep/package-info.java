/**
 * One config trained many times with other values: what is to be tried, each trial in a run folder
 * of its own, the table of what came of them.
 *
 * <p>Trials and their results are plain data that may travel to another machine; {@link
 * bnn4j.experiment.sweep.TrialPlace} is where they are run.
 */
package bnn4j.experiment.sweep;
