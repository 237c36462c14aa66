/**
 * What a parameter set gets right, by the bit-exact engine or on hardware.
 *
 * <p>May depend on {@code datasets}, {@code overlay} and {@code bnn4j.trainer.report}; no DL4J.
 */
package bnn4j.trainer.accuracy;
