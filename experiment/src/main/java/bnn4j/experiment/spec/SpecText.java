package bnn4j.experiment.spec;

import bnn4j.datasets.transform.Augmentation;
import bnn4j.foundation.Numbers;
import bnn4j.overlay.text.OverlayFile;
import bnn4j.trainer.settings.CheckpointPolicy;
import bnn4j.trainer.settings.Dropout;
import bnn4j.trainer.settings.LearningRate;
import bnn4j.yaml.Words;

/** Writes a spec as the YAML it can be read from. */
final class SpecText {
  private SpecText() {}

  static String of(TrainingSpec spec) {
    StringBuilder yaml = new StringBuilder();
    line(yaml, "network", spec.target().isPublished() ? spec.network() : OverlayFile.NAME);
    line(yaml, "dataset", quoted(spec.dataset()));
    line(yaml, "validation", spec.validation());
    line(yaml, "input", spec.input().text());
    line(
        yaml,
        "pictures",
        "{unreadable: %s, invert: %s, fit: %s}"
            .formatted(
                spec.pictures().unreadable(),
                spec.pictures().invert(),
                Words.of(spec.pictures().fit())));
    line(yaml, "epochs", spec.epochs());
    line(yaml, "batch-size", spec.batchSize());
    line(yaml, "learning-rate", learningRate(spec.learningRate()));
    line(yaml, "loss", Words.of(spec.loss()));
    line(
        yaml, "distillation", "{weight: %s}".formatted(Numbers.text(spec.distillation().weight())));
    line(yaml, "dropout", dropout(spec.dropout()));
    line(yaml, "augmentation", augmentation(spec.augmentation()));
    line(yaml, "seed", spec.seed());
    line(yaml, "early-stopping", "{patience: %s}".formatted(spec.earlyStopping().patience()));
    line(
        yaml,
        "averaging",
        "{workers: %s, every: %s}".formatted(spec.averaging().workers(), spec.averaging().every()));
    line(yaml, "checkpoints", checkpoints(spec.checkpoints()));
    line(yaml, "folding", Words.of(spec.folding()));
    // Scores leave nothing to choose.
    if (spec.target().bitOutput()) {
      line(yaml, "output", Words.of(spec.output()));
    }
    spec.floor().ifPresent(floor -> line(yaml, "floor", Numbers.text(floor)));
    return yaml.toString();
  }

  private static void line(StringBuilder yaml, String key, Object value) {
    yaml.append(key).append(": ").append(value).append('\n');
  }

  private static String learningRate(LearningRate rate) {
    return "{start: %s, end: %s, schedule: %s, warmup-epochs: %s}"
        .formatted(
            Numbers.text(rate.start()),
            Numbers.text(rate.end()),
            Words.of(rate.schedule()),
            rate.warmupEpochs());
  }

  private static String dropout(Dropout dropout) {
    return "{input: %s, hidden: %s}"
        .formatted(Numbers.text(dropout.input()), Numbers.text(dropout.hidden()));
  }

  private static String augmentation(Augmentation augmentation) {
    return ("{shift: %s, crop: %s, flip: %s, rotation: %s, scale: %s, brightness: %s, contrast: %s,"
            + " cutout: %s}")
        .formatted(
            augmentation.shift(),
            augmentation.crop(),
            augmentation.flip(),
            Numbers.text(augmentation.rotation()),
            Numbers.text(augmentation.scale()),
            Numbers.text(augmentation.brightness()),
            Numbers.text(augmentation.contrast()),
            augmentation.cutout());
  }

  private static String checkpoints(CheckpointPolicy checkpoints) {
    return "{every: %s, keep: %s}".formatted(checkpoints.every(), Words.of(checkpoints.keep()));
  }

  /** Plain where YAML cannot take the word for anything else. */
  private static String quoted(String word) {
    boolean plain = word.matches("[A-Za-z][\\w./-]*(:[\\w./-]+)*") && !word.matches("(?i)null");
    return plain ? word : "'" + word.replace("'", "''") + "'";
  }
}
