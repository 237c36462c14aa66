/**
 * The accelerator without a board: registers, weight memories and buffers as the hardware has them.
 *
 * <p>May depend on {@code bnn4j.offload}, {@code .driver}, {@code .engine}, {@code .params}, {@code
 * .schedule}, {@code bnn4j.overlay.driver} and {@code bnn4j.overlay.simulation}.
 */
package bnn4j.offload.simulation;
