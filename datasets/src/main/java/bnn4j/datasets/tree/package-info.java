/**
 * Reads many files below one root, in a folder or in an archive without unpacking it.
 *
 * <p>Depends on {@code bnn4j.datasets} and the JDK's zip reader.
 */
package bnn4j.datasets.tree;
