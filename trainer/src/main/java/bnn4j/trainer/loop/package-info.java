/**
 * One training run: the loop, its checkpoints, its folder, its evaluation, its export.
 *
 * <p>May depend on every other package of the trainer, and on DL4J.
 */
package bnn4j.trainer.loop;
