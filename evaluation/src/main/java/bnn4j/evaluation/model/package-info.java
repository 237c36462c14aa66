/**
 * Deployed models: a parameter set with its card and input transform, found by folder or name.
 *
 * <p>May depend on {@code datasets}, {@code overlay} and {@code bnn4j.evaluation.card}; no DL4J.
 */
package bnn4j.evaluation.model;
