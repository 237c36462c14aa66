/**
 * Physically contiguous memory shared by processor and accelerator, from u-dma-buf, libcma or zocl.
 *
 * <p>May depend on {@code .linux} beside it and on {@code bnn4j.overlay.driver}.
 */
package bnn4j.board.buffer;
