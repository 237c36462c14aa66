/**
 * Digits drawn on the spot from pen strokes, so that everything can be tried without a download.
 *
 * <p>The same pixels on every JVM. Depends on {@code bnn4j.datasets} only.
 */
package bnn4j.datasets.rendered;
