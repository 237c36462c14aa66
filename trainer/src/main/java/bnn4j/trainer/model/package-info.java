/**
 * From a topology to a DL4J network, from a trained network to a {@link
 * bnn4j.network.TrainedNetwork}, and from that into a network to begin with; the model file.
 *
 * <p>May depend on {@code bnn4j.trainer.layers}, {@code bnn4j.trainer.spec}, DL4J, {@code overlay}
 * and {@code finnthesizer}.
 */
package bnn4j.trainer.model;
