/**
 * Deep sets with their cards, and their accuracy on labelled images.
 *
 * <p>May depend on {@code datasets}, {@code network}, {@code offload}, {@code
 * bnn4j.evaluation.accuracy}, {@code .card}, {@code .model} and {@code .report}; no DL4J.
 */
package bnn4j.evaluation.deep;
