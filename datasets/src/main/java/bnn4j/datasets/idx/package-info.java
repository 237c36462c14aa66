/**
 * Reads and writes the IDX format of the MNIST family (formats.md 5.1).
 *
 * <p>Depends on {@code bnn4j.datasets} only.
 */
package bnn4j.datasets.idx;
