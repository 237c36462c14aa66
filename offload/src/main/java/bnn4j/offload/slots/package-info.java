/**
 * Activation maps as they lie in memory: a slot for each pixel, channels side by side in it.
 *
 * <p>May depend on {@code bnn4j.foundation}, {@code bnn4j.offload} and {@code .layers}.
 */
package bnn4j.offload.slots;
