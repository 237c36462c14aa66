/**
 * What a parameter set gets right, by the bit-exact engine, and where it differs from its model.
 *
 * <p>May depend on {@code datasets}, {@code overlay}, {@code finnthesizer} and {@code
 * bnn4j.trainer.report}; no DL4J.
 */
package bnn4j.trainer.accuracy;
