/**
 * Reads the user's images from one folder per class.
 *
 * <p>Depends on {@code bnn4j.datasets} and its packages for trees of files, pictures and the cache.
 */
package bnn4j.datasets.folder;
