/**
 * Simulates the offload accelerator without a board: registers, weight memories, buffers.
 *
 * <p>May depend on {@code bnn4j.offload}, {@code .driver}, {@code .engine}, {@code .params}, {@code
 * .schedule}, {@code bnn4j.overlay.driver} and {@code bnn4j.overlay.simulation}.
 */
package bnn4j.offload.simulation;
