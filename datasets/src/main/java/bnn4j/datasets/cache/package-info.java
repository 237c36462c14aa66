/**
 * Images kept as they were made of many small files, so that the next load is one read.
 *
 * <p>Depends on {@code bnn4j.datasets} only.
 */
package bnn4j.datasets.cache;
