/**
 * Activation maps in memory: one slot per pixel, with its channels side by side.
 *
 * <p>May depend on {@code bnn4j.foundation}, {@code bnn4j.offload} and {@code .layers}.
 */
package bnn4j.offload.slots;
