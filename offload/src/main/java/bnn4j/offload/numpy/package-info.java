/**
 * Reads float arrays saved by numpy, single or pickled in a dictionary.
 *
 * <p>May depend on {@code bnn4j.foundation} and {@code bnn4j.datasets.pickle}.
 */
package bnn4j.offload.numpy;
