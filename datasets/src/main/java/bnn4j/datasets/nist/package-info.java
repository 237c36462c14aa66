/**
 * Reads NIST Special Database 19: handprinted characters as image files in folders.
 *
 * <p>Depends on {@code bnn4j.datasets} and its packages for trees of files, pictures and the cache.
 */
package bnn4j.datasets.nist;
