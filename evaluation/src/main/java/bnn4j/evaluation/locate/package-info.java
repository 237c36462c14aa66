/**
 * Where in a large picture the things are that a network knows: windows, scores, merged boxes.
 *
 * <p>May depend on {@code datasets}, {@code overlay} and {@code bnn4j.evaluation.pictures}; no
 * DL4J.
 */
package bnn4j.evaluation.locate;
