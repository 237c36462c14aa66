/**
 * Inner loops of the engines: count bits, sum products and compare with thresholds, for all neurons
 * of a layer and many windows at a time.
 *
 * <p>Scalar and vector classes stand side by side behind {@link bnn4j.kernels.Kernel}; {@link
 * bnn4j.kernels.KernelChoice} picks. Only the classes named {@code Vector…} need the module {@code
 * jdk.incubator.vector}, and nothing refers to them but by name. Depends on {@code
 * bnn4j.foundation.Refusal} and the JDK.
 */
package bnn4j.kernels;
