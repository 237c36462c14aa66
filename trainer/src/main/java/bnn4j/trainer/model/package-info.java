/**
 * Converts a topology to a DL4J network, a trained DL4J network to a {@link
 * bnn4j.network.TrainedNetwork}, and that to starting weights; writes model files.
 *
 * <p>Layers are those of {@code bnn4j.trainer.layers}, settings those of {@code
 * bnn4j.trainer.settings}.
 */
package bnn4j.trainer.model;
