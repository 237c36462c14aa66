/**
 * Transforms image bytes: the input transform of the host, and augmentation.
 *
 * <p>Depends on {@code bnn4j.datasets} and {@code bnn4j.datasets.picture}.
 */
package bnn4j.datasets.transform;
