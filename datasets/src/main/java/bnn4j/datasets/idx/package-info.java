/**
 * The IDX format of the MNIST family: reading, raw or packed, and writing (formats.md 5.1).
 *
 * <p>Depends on {@code bnn4j.datasets} only.
 */
package bnn4j.datasets.idx;
