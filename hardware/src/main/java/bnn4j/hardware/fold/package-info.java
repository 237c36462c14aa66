/**
 * The search for PE and SIMD: the smallest folding that is fast enough, the fastest that fits.
 *
 * <p>May depend on {@code overlay} and the package {@code estimate}.
 */
package bnn4j.hardware.fold;
