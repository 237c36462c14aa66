package bnn4j.trainer.layers;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * A network from whose outputs another one learns.
 *
 * @param network with the inputs and outputs of the other; is not changed
 * @param weight share of the loss that compares with its outputs, above 0, at most 1
 */
public record Teacher(MultiLayerNetwork network, double weight) {}
