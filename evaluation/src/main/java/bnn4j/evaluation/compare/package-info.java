/**
 * Where two computations of the same images part: traces of the engine or of a board, and the float
 * model that a parameter set was made of.
 *
 * <p>May depend on {@code overlay} and {@code finnthesizer}; no DL4J.
 */
package bnn4j.evaluation.compare;
