/**
 * The host's part of the computation: converts images to input words and output words to classes.
 *
 * <p>Equal to the original host to the bit, oddities included (formats.md 5). Depends on {@code
 * bnn4j.overlay}, {@code bnn4j.overlay.params} and the JDK.
 */
package bnn4j.overlay.host;
