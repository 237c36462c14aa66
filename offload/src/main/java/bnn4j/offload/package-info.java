/**
 * The second accelerator: one bitstream that computes a convolution per call, and what bounds it.
 *
 * <p>May depend on {@code bnn4j.foundation}.
 */
package bnn4j.offload;
