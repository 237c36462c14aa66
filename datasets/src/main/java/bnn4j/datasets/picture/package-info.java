/**
 * Pictures of any size as people have them, made fit for a network's input (formats.md 5).
 *
 * <p>Depends on {@code bnn4j.datasets}, the JDK's ImageIO and a reader of PPM that plugs into it.
 */
package bnn4j.datasets.picture;
