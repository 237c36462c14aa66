/**
 * Reads {@code .bit} files: their header and the FPGA that they are for.
 *
 * <p>Programming one is the board's or the remote's business. Depends on {@code overlay} and the
 * JDK.
 */
package bnn4j.overlay.bitstream;
