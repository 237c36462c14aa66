/**
 * A board's own Linux as a {@link bnn4j.overlay.driver.Device}: which board it is, its FPGA
 * programmed, its registers and buffers; and what of that is there.
 *
 * <p>May depend on {@code bnn4j.overlay}, its {@code .driver}, and the packages below. All files
 * are looked up below one root, so that tests can run it on a tree of their own.
 */
package bnn4j.board;
