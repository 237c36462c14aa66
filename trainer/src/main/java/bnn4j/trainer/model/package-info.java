/**
 * From a topology to a DL4J network, from a trained network to a {@link
 * bnn4j.network.TrainedNetwork}, and from that into a network to begin with; the model file.
 *
 * <p>Layers are those of {@code bnn4j.trainer.layers}, settings those of {@code
 * bnn4j.trainer.settings}.
 */
package bnn4j.trainer.model;
