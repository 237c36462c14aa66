/**
 * Implements {@link bnn4j.overlay.driver.Device} on a board's Linux: identifies the board, programs
 * the FPGA, opens registers and buffers, and reports what is present.
 *
 * <p>May depend on {@code bnn4j.overlay}, its {@code .driver}, and the packages below. All files
 * are looked up below one root, so that tests can run it on a tree of their own.
 */
package bnn4j.board;
