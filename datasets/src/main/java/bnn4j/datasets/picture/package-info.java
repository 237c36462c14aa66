/**
 * Decodes image files of any size and fits them to a network's input (formats.md 5).
 *
 * <p>Depends on {@code bnn4j.datasets}, the JDK's ImageIO and a reader of PPM that plugs into it.
 */
package bnn4j.datasets.picture;
