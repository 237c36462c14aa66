package bnn4j.experiment.spec;

import static bnn4j.trainer.settings.LearningRate.Schedule.CONSTANT;

import bnn4j.datasets.transform.Augmentation;
import bnn4j.evaluation.card.InputBlock;
import bnn4j.foundation.FolderName;
import bnn4j.foundation.Refusal;
import bnn4j.foundation.TextFile;
import bnn4j.overlay.Overlays;
import bnn4j.overlay.text.OverlayFile;
import bnn4j.trainer.settings.Averaging;
import bnn4j.trainer.settings.CheckpointPolicy;
import bnn4j.trainer.settings.Distillation;
import bnn4j.trainer.settings.Dropout;
import bnn4j.trainer.settings.EarlyStopping;
import bnn4j.trainer.settings.LearningRate;
import bnn4j.trainer.settings.TrainingSettings;
import bnn4j.yaml.BlockReader;
import bnn4j.yaml.Problems;
import bnn4j.yaml.SourcePlace;
import bnn4j.yaml.YamlNode;
import bnn4j.yaml.YamlNode.Block;
import bnn4j.yaml.YamlText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Turns YAML into a {@link TrainingSpec}. The ranges live in the records: a value is tried by
 * making its record with it, so that a refusal lands on the line of that value.
 */
final class SpecReader {
  /** Of a config; the longest that there are have a hundredth of it. */
  private static final int MOST_BYTES = 1 << 18;

  private final Problems problems;
  private final SourcePlace origin;
  private final Function<String, Target> targets;

  private SpecReader(SourcePlace origin, Function<String, Target> targets, Problems problems) {
    this.origin = origin;
    this.targets = targets;
    this.problems = problems;
  }

  /**
   * A reader.
   *
   * @param overlays where an overlay's file may lie beside the config's own folder, which comes
   *     first
   * @param problems to which it adds
   */
  static SpecReader of(Path file, List<Path> overlays, Problems problems) {
    Path[] folders =
        Stream.concat(Stream.of(file.resolveSibling("")), overlays.stream()).toArray(Path[]::new);
    return new SpecReader(
        new SourcePlace(file.toString(), 1), named -> Target.named(named, folders), problems);
  }

  /**
   * Reads what {@link TrainingSpec#toYaml} wrote.
   *
   * @param overlay the description of an overlay of one's own
   */
  static TrainingSpec resolved(String name, String yaml, Optional<String> overlay) {
    Problems problems = new Problems();
    SpecReader reader =
        new SpecReader(
            new SourcePlace(name, 1),
            named ->
                overlay.isPresent() && named.equals(OverlayFile.NAME)
                    ? Target.of(OverlayFile.NAME, overlay.get())
                    : new Target.Dataflow(Overlays.named(named)),
            problems);
    return reader.read(name, reader.root(YamlText.parse(yaml, reader.origin, problems)));
  }

  /** What a config's file is called without its ending. */
  static String nameOf(Path file) {
    return FolderName.of(file.getFileName().toString().replaceFirst("\\.ya?ml$", ""));
  }

  static TrainingSpec read(Path file, List<String> settings, List<Path> overlays) {
    List<TrainingSpec> stages = stages(file, settings, overlays);
    return stages.get(stages.size() - 1);
  }

  /** The stages of a config; one if it has none. */
  static List<TrainingSpec> stages(Path file, List<String> settings, List<Path> overlays) {
    Problems problems = new Problems();
    SpecReader reader = of(file, overlays, problems);
    Block config = reader.root(YamlText.parse(textOf(file), reader.origin, problems));
    List<Block> blocks = Stages.of(config, problems);
    List<TrainingSpec> stages = new ArrayList<>();
    for (Block block : blocks) {
      settings.forEach(setting -> new Setting(setting).applyTo(block, problems));
      stages.add(reader.read(nameOf(file), block));
    }
    return stages;
  }

  /** Whether a config or a setting gives that key. */
  static boolean says(Path file, List<String> settings, String key) {
    SpecReader reader = of(file, List.of(), new Problems());
    return new BlockReader(reader.config(file, settings), "", reader.problems).has(key);
  }

  static String textOf(Path file) {
    return TextFile.read(file, MOST_BYTES);
  }

  private Block config(Path file, List<String> settings) {
    Block config = root(YamlText.parse(textOf(file), origin, problems));
    settings.forEach(setting -> new Setting(setting).applyTo(config, problems));
    return config;
  }

  /** The experiment that the keys describe. */
  TrainingSpec read(String name, Block config) {
    BlockReader keys = new BlockReader(config, "", problems);
    Optional<Target> target =
        required(keys, "network", "an overlay, such as lfcW1A1", this::target);
    Optional<String> dataset =
        required(keys, "dataset", "a dataset, such as mnist", SpecReader::dataset);
    TrainingSpec defaults =
        TrainingSpec.of(
            name,
            target.orElseGet(() -> new Target.Dataflow(Overlays.named("lfc"))),
            dataset.orElse("none"));
    TrainingSpec spec = defaults;
    try {
      spec = settings(keys, defaults);
    } catch (Refusal e) {
      // What does not go together matters only once every value is right by itself.
      if (problems.none()) {
        problems.add(origin.whole(), e.getMessage());
      }
    }
    keys.refuseUnknownKeys();
    problems.refuseIfAny();
    return spec;
  }

  private Block root(YamlNode node) {
    if (!(node instanceof Block) && !node.isNothing()) {
      problems.add(node.place(), "expected keys and values, found " + node.description());
      problems.refuseIfAny();
    }
    return node instanceof Block block ? block : new Block(origin);
  }

  /** The value of a key without default, empty after a problem. */
  private <T> Optional<T> required(
      BlockReader keys, String key, String what, Function<String, T> meaning) {
    if (!keys.has(key)) {
      problems.add(origin.whole(), "'%s' is missing; it names %s".formatted(key, what));
    }
    return keys.text(key, meaning);
  }

  private Target target(String nameOrFile) {
    Target target = targets.apply(nameOrFile);
    TrainingSpec.checkTarget(target);
    return target;
  }

  private static String dataset(String name) {
    TrainingSpec.checkDataset(name);
    return name;
  }

  private static TrainingSpec settings(BlockReader keys, TrainingSpec defaults) {
    return new TrainingSpec(
        defaults.name(),
        defaults.target(),
        defaults.dataset(),
        keys.integer("validation", defaults.validation(), TrainingSpec::checkValidation),
        keys.block("input", defaults.input(), InputBlock::read),
        keys.block("pictures", defaults.pictures(), SpecReader::pictures),
        keys.integer("epochs", defaults.epochs(), TrainingSettings::checkEpochs),
        keys.integer("batch-size", defaults.batchSize(), TrainingSettings::checkBatchSize),
        keys.block("learning-rate", defaults.learningRate(), SpecReader::learningRate),
        keys.choice("loss", defaults.loss()),
        keys.block("distillation", defaults.distillation(), SpecReader::distillation),
        keys.block("dropout", defaults.dropout(), SpecReader::dropout),
        keys.block("augmentation", defaults.augmentation(), SpecReader::augmentation),
        keys.longInteger("seed", defaults.seed()),
        keys.block("early-stopping", defaults.earlyStopping(), SpecReader::earlyStopping),
        keys.block("averaging", defaults.averaging(), SpecReader::averaging),
        keys.block("checkpoints", defaults.checkpoints(), SpecReader::checkpoints),
        keys.choice("folding", defaults.folding()),
        keys.choice("output", defaults.output()),
        keys.optionalNumber("floor", TrainingSpec::checkFloor)
            .map(OptionalDouble::of)
            .orElse(defaults.floor()));
  }

  private static Pictures pictures(BlockReader keys, Pictures usual) {
    return new Pictures(
        keys.integer(
            "unreadable", usual.unreadable(), value -> new Pictures(value, false, usual.fit())),
        keys.flag("invert", usual.invert()),
        keys.choice("fit", usual.fit()));
  }

  private static LearningRate learningRate(BlockReader keys, LearningRate rate) {
    return new LearningRate(
        keys.number("start", rate.start(), value -> new LearningRate(value, 1, CONSTANT, 0)),
        keys.number("end", rate.end(), value -> new LearningRate(1, value, CONSTANT, 0)),
        keys.choice("schedule", rate.schedule()),
        keys.integer(
            "warmup-epochs",
            rate.warmupEpochs(),
            value -> new LearningRate(1, 1, CONSTANT, value)));
  }

  private static Distillation distillation(BlockReader keys, Distillation usual) {
    return new Distillation(keys.number("weight", usual.weight(), Distillation::new));
  }

  private static Dropout dropout(BlockReader keys, Dropout dropout) {
    return new Dropout(
        keys.number("input", dropout.input(), value -> new Dropout(value, 0)),
        keys.number("hidden", dropout.hidden(), value -> new Dropout(0, value)));
  }

  private static Augmentation augmentation(BlockReader keys, Augmentation none) {
    return new Augmentation(
        keys.integer("shift", none.shift(), value -> new Augmentation(value, false, 0, 0, 0)),
        keys.integer(
            "crop", none.crop(), value -> new Augmentation(0, value, false, 0, 0, 0, 0, 0)),
        keys.flag("flip", none.flip()),
        keys.number("rotation", none.rotation(), value -> new Augmentation(0, false, value, 0, 0)),
        keys.number("scale", none.scale(), value -> new Augmentation(0, false, 0, value, 0)),
        keys.number(
            "brightness",
            none.brightness(),
            value -> new Augmentation(0, 0, false, 0, 0, value, 0, 0)),
        keys.number(
            "contrast", none.contrast(), value -> new Augmentation(0, 0, false, 0, 0, 0, value, 0)),
        keys.integer("cutout", none.cutout(), value -> new Augmentation(0, false, 0, 0, value)));
  }

  private static EarlyStopping earlyStopping(BlockReader keys, EarlyStopping never) {
    return new EarlyStopping(keys.integer("patience", never.patience(), EarlyStopping::new));
  }

  private static Averaging averaging(BlockReader keys, Averaging none) {
    return new Averaging(
        keys.integer("workers", none.workers(), value -> new Averaging(value, 1)),
        keys.integer("every", none.every(), value -> new Averaging(1, value)));
  }

  private static CheckpointPolicy checkpoints(BlockReader keys, CheckpointPolicy usual) {
    return new CheckpointPolicy(
        keys.integer("every", usual.every(), value -> new CheckpointPolicy(value, usual.keep())),
        keys.choice("keep", usual.keep()));
  }
}
