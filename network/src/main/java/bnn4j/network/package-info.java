/**
 * Networks: layers with data types, output code, trained parameters (latent weights and batch
 * norms), and the exact reference evaluation.
 *
 * <p>Knows nothing of hardware or frameworks. Depends on the JDK and {@code foundation} only.
 */
package bnn4j.network;
