/**
 * Computes what the accelerator computes, bit for bit, on this machine. Activations are kept as
 * planes: a bit of every activation each.
 *
 * <p>May depend on {@code bnn4j.offload}, {@code .layers}, {@code .schedule}, {@code .params},
 * {@code .slots} and {@code bnn4j.kernels}, which counts bits for both accelerators.
 */
package bnn4j.offload.engine;
