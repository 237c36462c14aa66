/**
 * Converts trained networks with 1-bit weights and unsigned activations to parameters of calls.
 *
 * <p>May depend on {@code bnn4j.foundation}, {@code bnn4j.network}, {@code bnn4j.offload}, {@code
 * .layers}, {@code .schedule} and {@code .params}.
 */
package bnn4j.offload.folding;
