/**
 * Settings of a training as records that check their ranges.
 *
 * <p>No DL4J. May depend on {@code datasets} and {@code foundation}.
 */
package bnn4j.trainer.settings;
