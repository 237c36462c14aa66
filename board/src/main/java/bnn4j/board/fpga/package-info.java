/**
 * Programming the FPGA: the bitstream's file, the two ways of Linux to load it, its clock.
 *
 * <p>May depend on {@code .linux} beside it, on {@code bnn4j.overlay} and on its {@code .driver}.
 */
package bnn4j.board.fpga;
