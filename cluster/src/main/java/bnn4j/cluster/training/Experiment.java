package bnn4j.cluster.training;

import bnn4j.experiment.spec.TrainingSpec;
import java.io.Serializable;
import java.util.Optional;

/**
 * Everything that a worker needs for training except the images.
 *
 * @param name of the experiment
 * @param config resolved, as {@link TrainingSpec#toYaml} writes it
 * @param overlay the description of its overlay; null if that is a published one
 * @param data folder of the datasets
 */
record Experiment(String name, String config, String overlay, String data) implements Serializable {
  TrainingSpec spec() {
    return TrainingSpec.resolved(name, config, Optional.ofNullable(overlay));
  }
}
