/**
 * Programs the FPGA: the bitstream file, the two Linux interfaces that load it, and the clock.
 *
 * <p>May depend on {@code .linux} beside it, on {@code bnn4j.overlay} and on its {@code .driver}.
 */
package bnn4j.board.fpga;
