/**
 * Renders digits from pen strokes, so that training works without a download.
 *
 * <p>The same pixels on every JVM. Depends on {@code bnn4j.datasets} only.
 */
package bnn4j.datasets.rendered;
