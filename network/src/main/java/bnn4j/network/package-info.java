/**
 * What a network is: layers with their data types, what its outputs mean, what training leaves of
 * it (latent weights and batch norms), and its exact reference evaluation on images.
 *
 * <p>Knows nothing of hardware or frameworks. Depends on the JDK and {@code foundation} only.
 */
package bnn4j.network;
