package bnn4j.experiment.spec;

import bnn4j.datasets.ImageShape;
import bnn4j.datasets.transform.Augmentation;
import bnn4j.datasets.transform.InputTransform;
import bnn4j.finnthesizer.FoldingRule;
import bnn4j.finnthesizer.ladder.Ladder;
import bnn4j.foundation.Range;
import bnn4j.foundation.Refusal;
import bnn4j.network.InputFormat;
import bnn4j.network.Layer;
import bnn4j.network.Network;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.Overlays;
import bnn4j.overlay.params.ClassNames;
import bnn4j.overlay.text.OverlayFile;
import bnn4j.trainer.settings.Averaging;
import bnn4j.trainer.settings.CheckpointPolicy;
import bnn4j.trainer.settings.Distillation;
import bnn4j.trainer.settings.Dropout;
import bnn4j.trainer.settings.EarlyStopping;
import bnn4j.trainer.settings.LearningRate;
import bnn4j.trainer.settings.Loss;
import bnn4j.trainer.settings.TrainingSettings;
import bnn4j.yaml.Words;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * One experiment, as its YAML file describes it. Only {@code network} and {@code dataset} must be
 * given; the rest defaults to BNN-PYNQ's recipe for the network (formats.md 7.3). Keys may be
 * written in kebab-case, snake_case or camelCase.
 *
 * <pre>{@code
 * network: lfcW1A1            # or a YAML file that describes an overlay or a network, beside this
 * dataset: fashion-mnist
 * validation: 5000
 * input: {invert: false, contrast: none, threshold: 128, dither: none}
 * pictures: {unreadable: 0, invert: false, fit: fill}
 * epochs: 100
 * batch-size: 100
 * learning-rate: {start: 0.003, end: 3e-7, schedule: exponential, warmup-epochs: 0}
 * loss: squared-hinge
 * distillation: {weight: 0}
 * dropout: {input: 0.2, hidden: 0.5}
 * augmentation: {shift: 1, crop: 0, flip: true, rotation: 0, scale: 0, brightness: 0.1, contrast: 0.2, cutout: 0}
 * seed: 1234
 * early-stopping: {patience: 0}
 * averaging: {workers: 1, every: 1}
 * checkpoints: {every: 1, keep: latest-and-best}
 * folding: exact
 * output: bits
 * floor: 85.5
 * }</pre>
 *
 * @param name what the experiment is called: the file's name without {@code .yaml}
 * @param target what to train for
 * @param dataset name of the dataset
 * @param validation training images held back to choose the best epoch by, at least 0
 * @param input what is done to every picture, in training and use
 * @param pictures how pictures of a folder are read
 * @param epochs passes over the training images, at least 1
 * @param batchSize images per step, at least 2 (a batch of one has no variance)
 * @param learningRate step size of each epoch
 * @param loss what training makes small
 * @param distillation how much is learned from the network that training starts from
 * @param dropout probabilities to drop a value while training
 * @param augmentation how training images are varied
 * @param seed of weights, shuffling, dropout, augmentation and the choice of validation images
 * @param earlyStopping when training ends before its last epoch
 * @param averaging whether several networks learn apart and are averaged
 * @param checkpoints which states are kept
 * @param folding how batch norm becomes thresholds
 * @param output how classes are coded in output bits
 * @param floor percent of test images that the exported parameter set must get right, if demanded
 */
public record TrainingSpec(
    String name,
    Target target,
    String dataset,
    int validation,
    InputTransform input,
    Pictures pictures,
    int epochs,
    int batchSize,
    LearningRate learningRate,
    Loss loss,
    Distillation distillation,
    Dropout dropout,
    Augmentation augmentation,
    long seed,
    EarlyStopping earlyStopping,
    Averaging averaging,
    CheckpointPolicy checkpoints,
    FoldingRule folding,
    Output output,
    OptionalDouble floor) {
  /**
   * Checks each value and that they go together.
   *
   * @throws Refusal naming the key, what was found and what was expected
   */
  public TrainingSpec {
    checkTarget(target);
    checkDataset(dataset);
    checkValidation(validation);
    TrainingSettings.checkEpochs(epochs);
    TrainingSettings.checkBatchSize(batchSize);
    floor.ifPresent(TrainingSpec::checkFloor);
    if (learningRate.warmupEpochs() >= epochs) {
      throw new Refusal(
          "learning-rate.warmup-epochs: expected fewer than epochs, which is %d, found %d"
              .formatted(epochs, learningRate.warmupEpochs()));
    }
    if (earlyStopping.enabled() && validation == 0) {
      throw new Refusal(
          "early-stopping.patience: %d epochs without a better validation accuracy need validation"
                  .formatted(earlyStopping.patience())
              + " images; set validation above 0, or patience to 0");
    }
    if (loss == Loss.HIGHEST_BIT && !target.bitOutput()) {
      throw new Refusal(
          ("loss: highest-bit requires an overlay with one bit per class; %s outputs scores,"
                  + " use %s")
              .formatted(target.name(), Words.of(Loss.SQUARED_HINGE)));
    }
    checkDistillation(distillation, loss, averaging);
    checkOutput(output, target);
  }

  private static void checkDistillation(Distillation distillation, Loss loss, Averaging averaging) {
    if (!distillation.enabled()) {
      return;
    }
    if (loss != Loss.SQUARED_HINGE) {
      throw new Refusal(
          "distillation.weight: a teacher's outputs are compared by squared hinge only; set loss to"
              + " %s, or weight to 0".formatted(Words.of(Loss.SQUARED_HINGE)));
    }
    if (averaging.enabled()) {
      throw new Refusal(
          "distillation.weight: networks that are averaged learn without a teacher; set"
              + " averaging.workers to 1, or weight to 0");
    }
  }

  /** Training knows pictures until the first dense layer, vectors from there on. */
  static void checkTarget(Target target) {
    List<Layer> layers = target.network().layers();
    for (int i = 1; i < layers.size(); i++) {
      if (layers.get(i - 1).isDense() && !layers.get(i).isDense()) {
        throw new Refusal(
            ("%s, layer %d: a convolution after a dense layer cannot be trained; use a"
                    + " dense layer, which is equivalent")
                .formatted(target.description(), i));
      }
    }
  }

  private static void checkOutput(Output output, Target target) {
    if (output == Output.LADDER && !target.bitOutput()) {
      throw new Refusal(
          "output: ladder requires an overlay with one bit per class; %s outputs scores, use %s"
              .formatted(target.name(), Words.of(Output.BITS)));
    }
  }

  static void checkDataset(String dataset) {
    if (dataset.isBlank() || dataset.chars().anyMatch(Character::isISOControl)) {
      throw new Refusal("dataset: expected a name on one line, found '%s'".formatted(dataset));
    }
  }

  static void checkValidation(int validation) {
    Range.atLeast("validation", validation, 0);
  }

  static void checkFloor(double floor) {
    Range.percent("floor", floor);
  }

  /** As {@link #of(String, Target, String)}, for an overlay with the whole network on the chip. */
  public static TrainingSpec of(String name, Overlay overlay, String dataset) {
    return of(name, new Target.Dataflow(overlay), dataset);
  }

  /**
   * An experiment with every setting at its default: BNN-PYNQ's recipe for MNIST if the target
   * takes binary pixels, its recipe for CIFAR-10 otherwise, but 100 epochs.
   *
   * @throws Refusal if the target cannot be trained or the dataset's name is empty
   */
  public static TrainingSpec of(String name, Target target, String dataset) {
    boolean mnist = target.network().input().isBinary();
    return new TrainingSpec(
        name,
        target,
        dataset,
        mnist ? 10_000 : 5_000,
        InputTransform.NONE,
        Pictures.DEFAULT,
        100,
        mnist ? 100 : 50,
        new LearningRate(mnist ? 0.003 : 0.001, 3e-7, LearningRate.Schedule.EXPONENTIAL, 0),
        Loss.SQUARED_HINGE,
        Distillation.NONE,
        mnist ? new Dropout(0.2, 0.5) : new Dropout(0, 0),
        Augmentation.NONE,
        1234,
        new EarlyStopping(0),
        Averaging.NONE,
        new CheckpointPolicy(1, CheckpointPolicy.Keep.LATEST_AND_BEST),
        FoldingRule.EXACT,
        Output.BITS,
        OptionalDouble.empty());
  }

  /**
   * Reads a config and puts the settings of the command line on top. An overlay of one's own is
   * looked for beside the config only.
   *
   * @param settings {@code key=value} each, nested keys with dots: {@code learning-rate.start=0.01}
   * @throws Refusal with one line per problem: the place, the key, what was expected and found
   */
  public static TrainingSpec read(Path file, List<String> settings) {
    return SpecReader.read(file, settings, List.of());
  }

  /**
   * Reads a config as {@link #read(Path, List)} does.
   *
   * @param overlays folders in which an overlay's file is looked for after the config's own
   */
  public static TrainingSpec read(Path file, List<String> settings, List<Path> overlays) {
    return SpecReader.read(file, settings, overlays);
  }

  /**
   * The config file that is meant: the path as given, or a file in the folder of configs, with or
   * without {@code .yaml}.
   *
   * @throws Refusal listing the configs there are, if it is none
   */
  public static Path find(String file, Path configsFolder) {
    return new ConfigFolder(configsFolder).find(file);
  }

  /**
   * The config with every default spelled out. Read from {@code <name>.yaml}, it equals this; an
   * overlay of one's own must lie beside it as {@link OverlayFile#NAME}.
   */
  public String toYaml() {
    return SpecText.of(this);
  }

  /**
   * Reads what {@link #toYaml} wrote, from its text alone.
   *
   * @param overlay the description of the overlay, if it is one of one's own
   * @throws Refusal if it is another text
   */
  public static TrainingSpec resolved(String name, String yaml, Optional<String> overlay) {
    return SpecReader.resolved(name, yaml, overlay);
  }

  /** What of it concerns training, and nothing of the hardware. */
  public TrainingSettings settings() {
    return new TrainingSettings(
        epochs,
        batchSize,
        learningRate,
        loss,
        distillation,
        dropout,
        augmentation,
        input,
        seed,
        earlyStopping,
        averaging);
  }

  /** Whether a config or a setting of the command line says how many images are held back. */
  public static boolean saysValidation(Path file, List<String> settings) {
    return SpecReader.says(file, settings, "validation");
  }

  /**
   * The same for so many training images where nobody has said how many of them to hold back: what
   * BNN-PYNQ's recipe holds back if that is at most a fifth, else a tenth.
   */
  public TrainingSpec forImages(int images) {
    return validation <= images / 5 ? this : withValidation(images / 10);
  }

  /** The same with so many images held back. */
  public TrainingSpec withValidation(int newValidation) {
    return new TrainingSpec(
        name,
        target,
        dataset,
        newValidation,
        input,
        pictures,
        epochs,
        batchSize,
        learningRate,
        loss,
        distillation,
        dropout,
        augmentation,
        seed,
        earlyStopping,
        averaging,
        checkpoints,
        folding,
        output,
        floor);
  }

  /** Name of what is trained for, which names folders too. */
  public String network() {
    return target.name();
  }

  /**
   * The overlay that has the whole network on the chip.
   *
   * @throws Refusal if this trains for another kind of accelerator
   */
  public Overlay overlay() {
    if (target instanceof Target.Dataflow dataflow) {
      return dataflow.overlay();
    }
    throw new Refusal(
        "%s is offloaded layer by layer; expected an overlay that has the whole network on the chip"
            .formatted(target.description()));
  }

  /**
   * Says whether this can be trained on such a dataset for that overlay; to be asked before any
   * image is loaded.
   *
   * @param shape of the dataset's images
   * @param classes of the dataset
   * @throws Refusal naming the dataset and the overlay, and what does not fit
   */
  public void checkAgainst(Overlay overlay, ImageShape shape, int classes) {
    checkAgainst(new Target.Dataflow(overlay), shape, classes);
  }

  private void checkAgainst(Target target, ImageShape shape, int classes) {
    ImageShape taken = shapeOf(target.network());
    if (!shape.equals(taken)) {
      throw new Refusal(
          "dataset %s has images of %s, %s takes %s; %s"
              .formatted(dataset, shape, target.description(), taken, overlaysFor(shape)));
    }
    int most = target.maxClasses();
    if (classes < 1 || classes > most) {
      throw new Refusal(
          "dataset %s has %d classes, %s supports 1 to %d; choose another dataset"
              .formatted(dataset, classes, target.description(), most));
    }
    if (output == Output.LADDER && target instanceof Target.Dataflow dataflow) {
      Ladder.levels(dataflow.overlay(), classes);
    }
    try {
      input.check(shape);
      augmentation.check(shape);
    } catch (Refusal e) {
      throw new Refusal("dataset %s: %s".formatted(dataset, e.getMessage()), e);
    }
  }

  /**
   * Says as {@link #checkAgainst(Overlay, ImageShape, int)} whether it can be trained, and whether
   * what it trains can be exported under these names.
   *
   * @throws Refusal naming the dataset, and what does not fit
   */
  public void checkAgainst(ImageShape shape, List<String> classNames) {
    checkAgainst(target, shape, classNames.size());
    try {
      ClassNames.check(classNames);
    } catch (Refusal e) {
      throw new Refusal("dataset %s: %s".formatted(dataset, e.getMessage()), e);
    }
  }

  /** The shape of the images that the network takes. */
  public ImageShape inputShape() {
    return shapeOf(target.network());
  }

  private static String overlaysFor(ImageShape shape) {
    String fitting =
        Overlays.published().stream()
            .filter(overlay -> shapeOf(overlay.network()).equals(shape))
            .map(Overlay::name)
            .collect(Collectors.joining(", "));
    return fitting.isEmpty()
        ? "no overlay takes such images"
        : "overlays for such images are " + fitting;
  }

  private static ImageShape shapeOf(Network network) {
    InputFormat input = network.input();
    return new ImageShape(input.channels(), input.dimension(), input.dimension());
  }
}
