/**
 * Drives an overlay through registers and physically contiguous buffers: loads parameters and
 * images, returns result words (formats.md 6).
 *
 * <p>May depend on {@code bnn4j.overlay}, {@code .params} and {@code .engine}; where registers and
 * buffers come from is the business of {@code .simulation} and {@code .board}.
 */
package bnn4j.overlay.driver;
