package bnn4j.experiment.run;

import bnn4j.datasets.LabeledImages;
import bnn4j.datasets.transform.InputTransform;
import bnn4j.evaluation.card.Card;
import bnn4j.evaluation.card.CardFile;
import bnn4j.evaluation.card.Start;
import bnn4j.evaluation.model.ParameterSetFolders;
import bnn4j.experiment.export.TrainedModel;
import bnn4j.experiment.spec.Target;
import bnn4j.experiment.spec.TrainingSpec;
import bnn4j.finnthesizer.NpzModel;
import bnn4j.finnthesizer.Unfolding;
import bnn4j.foundation.Checksum;
import bnn4j.foundation.Numbers;
import bnn4j.foundation.Refusal;
import bnn4j.network.Network;
import bnn4j.network.TrainedNetwork;
import bnn4j.network.npz.NpzReader;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.params.ParameterFolder;
import bnn4j.overlay.params.ParameterSet;
import bnn4j.trainer.layers.Teacher;
import bnn4j.trainer.loop.Checkpoints;
import bnn4j.trainer.loop.Evaluator;
import bnn4j.trainer.model.ModelFile;
import bnn4j.trainer.model.NetworkBuilder;
import bnn4j.trainer.model.StartingWeights;
import bnn4j.trainer.modelfile.ModelArchive;
import bnn4j.trainer.modelfile.ModelEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * A model that initializes the weights of a training.
 *
 * @param file where it lies
 * @param network its numbers
 * @param card what is known of it; checkpoints and BNN-PYNQ's networks have none
 * @param start what a card of the training says of it
 * @param fromSet whether it was read from a parameter set, which does not say all of a model
 */
public record StartingModel(
    Path file, TrainedNetwork network, Optional<Card> card, Start start, boolean fromSet) {
  private static final String EXPECTED =
      "expected a model.zip, a run folder, a checkpoint, the folder of a parameter set, or"
          + " BNN-PYNQ's .npz";

  /** Images that the outputs of a teacher are scaled by; two numbers need no more. */
  private static final int SCALED_BY = 10_000;

  /** What {@link Start#dataset} says if it is unknown. */
  private static final String UNKNOWN = "unknown data";

  /**
   * Reads it.
   *
   * @param named a model file, a checkpoint, a network of BNN-PYNQ's ({@code .npz}), the folder of
   *     a run that is over, or the folder of a parameter set
   * @param target what is to be trained; says what checkpoints and BNN-PYNQ's networks leave out
   * @throws Refusal if it is none of these
   */
  public static StartingModel read(Path named, Target target) throws IOException {
    if (NpzReader.isNpz(named)) {
      Overlay overlay = overlay(named, target);
      return new StartingModel(
          named,
          NpzModel.read(named, overlay),
          Optional.empty(),
          unknown(Checksum.of(named), target.name()),
          false);
    }
    if (isSet(named)) {
      return ofSet(named);
    }
    if (!isCheckpoint(named)) {
      return read(named);
    }
    Optional<Start> run = ofRun(named);
    return new StartingModel(
        named,
        ModelFile.readTrained(named, target.network().input()),
        Optional.empty(),
        run.isPresent() ? run.get() : unknown(Checksum.of(named), target.name()),
        false);
  }

  /** A run has its set in a folder inside. */
  private static boolean isSet(Path named) {
    return Files.exists(named.resolve(ParameterSetFolders.CLASSES)) && !Files.exists(fileOf(named));
  }

  private static StartingModel ofSet(Path folder) throws IOException {
    ParameterSet set = ParameterFolder.read(folder, ParameterFolder.overlayOf(folder));
    Optional<Card> card = CardFile.find(folder);
    String sha256 = sha256(folder);
    try {
      return new StartingModel(
          folder,
          Unfolding.network(set),
          card,
          card.map(of -> Start.of(of, sha256))
              .orElseGet(() -> unknown(sha256, set.overlay().name())),
          true);
    } catch (Refusal e) {
      throw new Refusal("%s: %s".formatted(folder, e.getMessage()), e);
    }
  }

  private static Overlay overlay(Path named, Target target) {
    if (target instanceof Target.Dataflow dataflow) {
      return dataflow.overlay();
    }
    throw new Refusal(
        "%s: BNN-PYNQ's models fit BNN-PYNQ's overlays only; %s is another overlay, use a model.zip"
            .formatted(named, target.description()));
  }

  private static boolean isCheckpoint(Path named) throws IOException {
    if (!Files.isRegularFile(named)) {
      return false;
    }
    try (ModelArchive archive = ModelArchive.open(named)) {
      return archive.findText(ModelEntry.CARD).isEmpty()
          && archive.findText(ModelEntry.STATE).isPresent();
    }
  }

  private static Start unknown(String sha256, String network) {
    return new Start(sha256, network, UNKNOWN, null, null, null, null);
  }

  /** What the run that a checkpoint lies in says; nothing if it was taken out of there. */
  private static Optional<Start> ofRun(Path checkpoint) throws IOException {
    Path folder = checkpoint.toAbsolutePath().normalize().getParent().getParent();
    if (folder == null || !Files.exists(new RunFolder(folder).configFile())) {
      return Optional.empty();
    }
    RunFolder run = new RunFolder(folder);
    TrainingSpec spec = TrainingSpec.read(run.configFile(), List.of());
    int epochs = Checkpoints.state(checkpoint).epochsDone();
    return Optional.of(
        new Start(
            Checksum.of(checkpoint),
            spec.network(),
            spec.dataset(),
            run.checksum().orElse(null),
            spec.validation(),
            new Card.Training(spec.seed(), epochs, epochs, null, 0, null),
            run.start().orElse(null)));
  }

  /**
   * Reads a model file.
   *
   * @param named the file, or the folder of a run that is over
   * @throws Refusal if there is none that bnn4j trained
   */
  public static StartingModel read(Path named) throws IOException {
    Path file = fileOf(named);
    if (!Files.exists(named)) {
      throw new Refusal("%s: no such file or folder; %s".formatted(named, EXPECTED));
    }
    if (!Files.exists(file)) {
      throw new Refusal(
          Files.exists(new RunFolder(named).configFile())
              ? "%s: contains no model.zip; finish the run with --resume, or choose another model"
                  .formatted(named)
              : "%s: is neither the folder of a run nor a parameter set of a whole network; %s"
                  .formatted(named, EXPECTED));
    }
    TrainedModel model = TrainedModel.read(file);
    return new StartingModel(
        file,
        model.network(),
        Optional.of(model.card()),
        Start.of(model.card(), sha256(file)),
        false);
  }

  /**
   * Checks that a run began with this model, if that is still there to be seen.
   *
   * @param named as for {@link #read}
   * @throws Refusal if it began with another, or with random weights
   */
  public static void checkSame(RunFolder run, Path named) throws IOException {
    String advice = "undo the change, or start again without --resume";
    Start began =
        run.start()
            .orElseThrow(
                () ->
                    new Refusal(
                        "%s started from random weights, not from %s; %s"
                            .formatted(run.path(), named, advice)));
    Path file = isSet(named) ? named : fileOf(named);
    if (Files.exists(file) && !sha256(file).equals(began.sha256())) {
      throw new Refusal(
          "%s started from another model than %s (sha256 %s, now %s); %s"
              .formatted(run.path(), file, began.sha256(), sha256(file), advice));
    }
  }

  private static Path fileOf(Path named) {
    return Files.isDirectory(named) ? new RunFolder(named).modelFile() : named;
  }

  /** That of a file, or of the lines {@code sha256 name} of the memories in a folder. */
  private static String sha256(Path named) throws IOException {
    if (!Files.isDirectory(named)) {
      return Checksum.of(named);
    }
    Checksum lines = new Checksum();
    try (Stream<Path> files = Files.list(named)) {
      for (Path file : (Iterable<Path>) files.filter(StartingModel::isMemory).sorted()::iterator) {
        lines.addLine(Checksum.of(file), file.getFileName().toString());
      }
    }
    return lines.hex();
  }

  private static boolean isMemory(Path file) {
    return file.toString().endsWith(".bin");
  }

  /**
   * Checks that the images by which a run is to choose its best epoch are none that these weights
   * have learned from.
   *
   * @param checksum of the run's dataset
   * @return what could not be checked, in one line
   * @throws Refusal if they have, and what to set
   */
  public Optional<String> checkHeldBack(TrainingSpec spec, String checksum) {
    if (spec.validation() == 0) {
      return Optional.empty();
    }
    boolean unknown = false;
    for (Start earlier : start.ancestry()) {
      boolean sameImages = checksum.equals(earlier.datasetChecksum());
      if (sameImages && earlier.validation() != null && earlier.training() != null) {
        checkSplit(earlier, spec);
      } else {
        unknown |=
            sameImages
                || earlier.dataset().equals(spec.dataset())
                || earlier.dataset().equals(UNKNOWN);
      }
    }
    return unknown
        ? Optional.of(
            ("%s does not record its training images of %s; validation images may be"
                    + " among them, and the validation accuracy may be too high")
                .formatted(file, spec.dataset()))
        : Optional.empty();
  }

  private void checkSplit(Start earlier, TrainingSpec spec) {
    int held = earlier.validation();
    long seed = earlier.training().seed();
    if (held != spec.validation() || seed != spec.seed()) {
      throw new Refusal(
          ("%s was trained on %s with validation %d and seed %d, the config has %d and %d: the"
                  + " best epoch would be selected on images that it was trained on;"
                  + " train with --set"
                  + " validation=%d --set seed=%d, or --set validation=0")
              .formatted(
                  file, earlier.dataset(), held, seed, spec.validation(), spec.seed(), held, seed));
    }
  }

  /**
   * Its numbers, to begin with; those of the last layer only if its outputs mean the same.
   *
   * @param classes names of the classes
   * @throws Refusal naming the first layer in which it is another network
   */
  public StartingWeights weights(TrainingSpec spec, List<String> classes) {
    StartingWeights weights =
        StartingWeights.of(
            network,
            file.toString(),
            spec.target().network(),
            spec.network(),
            difference(classes).isEmpty());
    return fromSet ? weights.withoutStatistics() : weights;
  }

  /**
   * The network whose outputs a training compares with. A parameter set does not say how large its
   * outputs are: they are scaled to the labels.
   *
   * @param training images to learn from
   * @param threads that share the images
   * @throws Refusal if its outputs do not mean the same, or nothing
   */
  Teacher teacher(TrainingSpec spec, LabeledImages training, int threads) {
    List<String> classes = training.classNames();
    Optional<String> difference = difference(classes);
    if (difference.isPresent()) {
      throw cannotTeach(spec, "it tells other classes apart: " + difference.get());
    }
    Teacher teacher = teacher(network, spec, classes.size());
    if (!fromSet) {
      return teacher;
    }
    Evaluator evaluator = new Evaluator(network.network().input(), spec.input(), threads);
    try {
      ScoreScale scale =
          ScoreScale.fit(
              evaluator.evaluate(teacher.network(), training.balanced(SCALED_BY)),
              network.network().output().givesBits());
      return teacher(scale.applyTo(network), spec, classes.size());
    } catch (Refusal e) {
      throw cannotTeach(spec, e.getMessage());
    }
  }

  private Teacher teacher(TrainedNetwork numbers, TrainingSpec spec, int classes) {
    Network shape = numbers.network();
    MultiLayerNetwork built = NetworkBuilder.of(spec.settings(), shape, classes).build();
    StartingWeights.of(numbers, file.toString(), shape, "the teacher", true).copyInto(built);
    return new Teacher(built, spec.distillation().weight());
  }

  private Refusal cannotTeach(TrainingSpec spec, String reason) {
    return new Refusal(
        "%s: cannot be the teacher that distillation.weight %s asks for: %s"
            .formatted(file, Numbers.text(spec.distillation().weight()), reason));
  }

  /** In what its classes differ from others; without names only their number is compared. */
  private Optional<String> difference(List<String> classes) {
    if (card.isEmpty()) {
      int outputs = network.network().outputs();
      return outputs == classes.size()
          ? Optional.empty()
          : Optional.of("%d outputs before, %d classes now".formatted(outputs, classes.size()));
    }
    List<String> before = card.get().classes();
    if (before.size() != classes.size()) {
      return Optional.of("%d classes before, %d now".formatted(before.size(), classes.size()));
    }
    return IntStream.range(0, before.size())
        .filter(i -> !before.get(i).equals(classes.get(i)))
        .mapToObj(i -> "class %d was %s, is %s now".formatted(i, before.get(i), classes.get(i)))
        .findFirst();
  }

  /**
   * Why the last layer begins with random weights if it does, or what its outputs are taken for.
   */
  public Optional<String> otherClasses(List<String> classes) {
    Optional<String> difference = difference(classes);
    if (difference.isEmpty() && card.isEmpty()) {
      return Optional.of(
          "%s does not name its classes; its outputs are assumed to be the dataset's classes, in order"
              .formatted(file));
    }
    return difference.map(reason -> "the last layer is initialized randomly: " + reason);
  }

  /** What it saw of pictures, if a run shows them otherwise. */
  public Optional<String> otherInput(InputTransform input) {
    return card.map(Card::input)
        .filter(before -> !before.equals(input))
        .map(
            before ->
                "it was trained with input %s, this config has input %s"
                    .formatted(before.text(), input.text()));
  }
}
