/**
 * Caches decoded images of datasets that consist of many small files, so that the next load is a
 * single read.
 *
 * <p>Depends on {@code bnn4j.datasets} only.
 */
package bnn4j.datasets.cache;
