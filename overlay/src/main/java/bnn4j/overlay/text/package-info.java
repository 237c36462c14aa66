/**
 * Overlays of the user's own, described in YAML, on any machine and on the board.
 *
 * <p>May depend on {@code overlay}, {@code network} and {@code yaml}.
 */
package bnn4j.overlay.text;
