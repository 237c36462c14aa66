/**
 * Converts images of any size to network input, and network outputs to ranked classes.
 *
 * <p>May depend on {@code datasets}, {@code overlay}, {@code bnn4j.evaluation.card} and {@code
 * bnn4j.evaluation.report}; no DL4J.
 */
package bnn4j.evaluation.pictures;
