/**
 * What is deployed: a parameter set with its card and what is done to its pictures first; where
 * such models lie, by folder and by name.
 *
 * <p>May depend on {@code datasets}, {@code overlay} and {@code bnn4j.evaluation.card}; no DL4J.
 */
package bnn4j.evaluation.model;
