/**
 * Memory in one piece that processor and accelerator share, from whichever of u-dma-buf, libcma or
 * zocl a board's Linux has.
 *
 * <p>May depend on {@code .linux} beside it and on {@code bnn4j.overlay.driver}.
 */
package bnn4j.board.buffer;
