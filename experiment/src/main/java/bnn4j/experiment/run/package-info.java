/**
 * One experiment, or a chain of them: the plan that a spec becomes once it has met its images, the
 * folder of the run, the model to begin with, and what is made of a training that is over.
 *
 * <p>Trains with the trainer, exports with {@code export}, reports with {@code report}; prints
 * nothing.
 */
package bnn4j.experiment.run;
