/**
 * From picture bytes to picture bytes: what the host does before the accelerator sees an image, and
 * what training varies.
 *
 * <p>Depends on {@code bnn4j.datasets} and {@code bnn4j.datasets.picture}.
 */
package bnn4j.datasets.transform;
