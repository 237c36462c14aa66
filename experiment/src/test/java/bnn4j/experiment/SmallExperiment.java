package bnn4j.experiment;

import bnn4j.experiment.spec.TrainingSpec;
import bnn4j.overlay.Folding;
import bnn4j.overlay.Overlay;
import bnn4j.trainer.SmallTask;
import bnn4j.trainer.loop.Checkpoint;
import bnn4j.trainer.loop.TrainingState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The small task as an experiment: an overlay for its network, and a config. */
public final class SmallExperiment {
  private SmallExperiment() {}

  /** An overlay with two hidden layers. */
  public static Overlay overlay(int weightBits, int activationBits) {
    return new Overlay(
        "small",
        SmallTask.network(weightBits, activationBits),
        List.of(new Folding(8, 8), new Folding(8, 4), new Folding(4, 16)));
  }

  /** How to train on such images, with {@code key=value} settings on top. */
  public static TrainingSpec spec(Path folder, String... settings) {
    Path file = folder.resolve("small.yaml");
    String yaml =
        """
        network: lfcW1A1
        dataset: rendered-digits
        validation: 60
        epochs: 3
        batch-size: 20
        learning-rate: {start: 0.01, end: 0.001}
        dropout: {input: 0.1, hidden: 0.2}
        augmentation: {shift: 1}
        seed: 7
        """;
    try {
      Files.writeString(file, yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return TrainingSpec.read(file, List.of(settings));
  }

  /** An untrained network whose batch norms are random, a good half of the scales negative. */
  public static Checkpoint random(Overlay overlay, long seed) {
    return new Checkpoint(SmallTask.randomNetwork(overlay.network(), seed), TrainingState.start());
  }
}
