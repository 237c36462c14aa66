/**
 * From a picture of any size to what a network sees of it, and from its outputs to ranked answers.
 *
 * <p>May depend on {@code datasets}, {@code overlay}, {@code bnn4j.evaluation.card} and {@code
 * bnn4j.evaluation.report}; no DL4J.
 */
package bnn4j.evaluation.pictures;
