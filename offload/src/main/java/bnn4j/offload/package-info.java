/**
 * Describes the offload accelerator: one bitstream that computes one convolution per call, and its
 * limits.
 *
 * <p>May depend on {@code bnn4j.foundation}.
 */
package bnn4j.offload;
