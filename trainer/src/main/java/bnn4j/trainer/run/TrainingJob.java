package bnn4j.trainer.run;

import bnn4j.datasets.LabeledImages;
import bnn4j.overlay.Overlay;
import bnn4j.trainer.spec.TrainingSpec;

/**
 * What is to be trained, checked and loaded.
 *
 * @param spec how
 * @param overlay what for
 * @param training images to learn from, as they are in the data set
 * @param validation images to choose the best epoch by, none of them in {@code training}
 */
public record TrainingJob(
    TrainingSpec spec, Overlay overlay, LabeledImages training, LabeledImages validation) {}
