/**
 * Reads CIFAR-10: binary records (formats.md 5.2), pickled batches, and the archives of both.
 *
 * <p>Depends on {@code bnn4j.datasets} and commons-compress.
 */
package bnn4j.datasets.cifar;
