/**
 * Quantized layers for DL4J: latent float weights, quantized products, straight-through gradients.
 *
 * <p>Configurations (what is saved in {@code model.zip}) and implementations side by side. May
 * depend on DL4J, ND4J, {@code trainer.products} and {@code finnthesizer}'s quantizers, on nothing
 * else of this project.
 */
package bnn4j.trainer.layers;
