/**
 * Reads the German traffic sign recognition benchmark: image folders or zips with label tables.
 *
 * <p>Depends on {@code bnn4j.datasets} and its packages for trees of files, pictures and the cache.
 */
package bnn4j.datasets.gtsrb;
