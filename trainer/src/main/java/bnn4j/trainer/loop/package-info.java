/**
 * Runs a training: loop, checkpoints, evaluation.
 *
 * <p>May depend on every other package of the trainer, and on DL4J.
 */
package bnn4j.trainer.loop;
