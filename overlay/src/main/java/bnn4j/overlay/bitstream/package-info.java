/**
 * Bitstreams as files: what a {@code .bit} file says of itself, and which FPGA it is for.
 *
 * <p>Programming one is the board's or the remote's business. Depends on {@code overlay} and the
 * JDK.
 */
package bnn4j.overlay.bitstream;
