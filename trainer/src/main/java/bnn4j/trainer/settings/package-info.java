/**
 * What can be set about a training: records that check their own ranges.
 *
 * <p>No DL4J. May depend on {@code datasets} and {@code foundation}.
 */
package bnn4j.trainer.settings;
