/**
 * Schedules a network as calls of the accelerator: order, and parts of the maps.
 *
 * <p>May depend on {@code bnn4j.foundation}, {@code bnn4j.offload} and {@code .layers}.
 */
package bnn4j.offload.schedule;
