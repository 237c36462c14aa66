/**
 * The German traffic sign recognition benchmark: pictures in folders or zips, labels in tables.
 *
 * <p>Depends on {@code bnn4j.datasets} and its packages for trees of files, pictures and the cache.
 */
package bnn4j.datasets.gtsrb;
