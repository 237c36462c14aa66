/**
 * Weights and thresholds of calls, and their files.
 *
 * <p>May depend on {@code bnn4j.foundation}, {@code bnn4j.offload} and {@code .schedule}.
 */
package bnn4j.offload.params;
