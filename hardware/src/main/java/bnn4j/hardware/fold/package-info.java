/**
 * Searches PE and SIMD: the smallest folding for a rate, or the fastest folding that fits.
 *
 * <p>May depend on {@code overlay} and the package {@code estimate}.
 */
package bnn4j.hardware.fold;
