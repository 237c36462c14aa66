/**
 * Converts labelled images to the float arrays of a batch: order, augmentation, input transform,
 * targets.
 *
 * <p>Everything is a function of seed, epoch and position, so that a resumed run sees what an
 * uninterrupted one sees. May depend on {@code datasets} and {@code overlay}; no DL4J.
 */
package bnn4j.trainer.batches;
