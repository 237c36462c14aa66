/**
 * The overlay itself: {@code overlays} and {@code hardware}, with what is below it.
 *
 * <p>Reads overlays and networks, writes files and figures.
 */
package bnn4j.cli.hardware;
