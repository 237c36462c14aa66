/**
 * Locates objects in a large image with a sliding window: windows, scores, merged boxes.
 *
 * <p>May depend on {@code datasets}, {@code overlay} and {@code bnn4j.evaluation.pictures}; no
 * DL4J.
 */
package bnn4j.evaluation.locate;
