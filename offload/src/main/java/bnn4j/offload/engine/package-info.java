/**
 * Computes the offload accelerator's results in software, bit-exactly. Activations are stored as
 * bit planes.
 *
 * <p>May depend on {@code bnn4j.offload}, {@code .layers}, {@code .schedule}, {@code .params},
 * {@code .slots} and {@code bnn4j.kernels}, which counts bits for both accelerators.
 */
package bnn4j.offload.engine;
