/**
 * What a parameter set gets right, in the engine or on hardware, and the ladder with which it gets
 * most.
 *
 * <p>May depend on {@code datasets}, {@code overlay}, {@code finnthesizer} and {@code
 * bnn4j.trainer.report}; no DL4J.
 */
package bnn4j.evaluation.accuracy;
