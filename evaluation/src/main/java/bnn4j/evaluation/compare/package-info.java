/**
 * Finds the first difference between two computations of the same images: traces of engine or
 * board, or the float model of a parameter set.
 *
 * <p>May depend on {@code overlay} and {@code finnthesizer}; no DL4J.
 */
package bnn4j.evaluation.compare;
