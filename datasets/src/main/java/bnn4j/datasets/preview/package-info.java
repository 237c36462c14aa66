/**
 * Draws contact sheets of datasets.
 *
 * <p>Depends on {@code bnn4j.datasets} and the JDK's Java2D.
 */
package bnn4j.datasets.preview;
