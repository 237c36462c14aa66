/**
 * Simulates an overlay without a board: registers, parameter memories, buffers, and faults for
 * tests.
 *
 * <p>May depend on {@code bnn4j.overlay}, {@code .params}, {@code .engine} and {@code .driver}.
 */
package bnn4j.overlay.simulation;
