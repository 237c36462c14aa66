package bnn4j.trainer.run;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * A network with its updater's state, and where its run stands.
 *
 * @param network may go on training after the checkpoint is saved
 * @param state of the run
 */
public record Checkpoint(MultiLayerNetwork network, TrainingState state) {}
