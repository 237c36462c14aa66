/**
 * From picture bytes to picture bytes: what the host does before the accelerator sees an image, and
 * what training varies.
 *
 * <p>Depends on {@code bnn4j.datasets} only.
 */
package bnn4j.datasets.transform;
