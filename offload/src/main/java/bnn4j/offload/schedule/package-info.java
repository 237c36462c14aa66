/**
 * Which calls of the accelerator make a network, in which order, on which parts of the maps.
 *
 * <p>May depend on {@code bnn4j.foundation}, {@code bnn4j.offload} and {@code .layers}.
 */
package bnn4j.offload.schedule;
