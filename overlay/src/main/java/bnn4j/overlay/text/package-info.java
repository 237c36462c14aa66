/**
 * Reads and writes user-defined overlays in YAML.
 *
 * <p>May depend on {@code overlay}, {@code network} and {@code yaml}.
 */
package bnn4j.overlay.text;
