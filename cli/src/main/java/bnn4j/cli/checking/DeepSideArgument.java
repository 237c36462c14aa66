package bnn4j.cli.checking;

import bnn4j.cli.sets.DeepSetArgument;
import bnn4j.datasets.LabeledImages;
import bnn4j.datasets.PictureFit;
import bnn4j.datasets.Reading;
import bnn4j.datasets.transform.InputTransform;
import bnn4j.evaluation.card.Card;
import bnn4j.evaluation.deep.DeepModel;
import bnn4j.evaluation.deep.DeepSource;
import bnn4j.evaluation.model.PackedInput;
import bnn4j.experiment.export.TrainedModel;
import bnn4j.experiment.spec.Target;
import bnn4j.foundation.Refusal;
import bnn4j.network.TrainedNetwork;
import bnn4j.network.npz.NpzReader;
import bnn4j.offload.deep.DeepNetwork;
import bnn4j.offload.deep.DeepSetFolder;
import bnn4j.offload.driver.OffloadAccelerator;
import bnn4j.onnx.OnnxModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One of two computations of a network for an offload overlay: a set, or the float model of one.
 *
 * @param name as on the command line
 * @param deep the network
 * @param set what runs, if it is a set
 * @param floats the numbers, if it is a float model
 * @param card says what is done to pictures, if there is one
 */
record DeepSideArgument(
    String name,
    DeepNetwork deep,
    Optional<DeepModel> set,
    Optional<TrainedNetwork> floats,
    Optional<Card> card) {
  /**
   * Finds out what is meant.
   *
   * @return empty if it is nothing for an offload overlay
   */
  static Optional<DeepSideArgument> find(String name) throws IOException {
    Path file = Path.of(name);
    if (Files.isRegularFile(file)) {
      return OnnxModel.isOnnx(file) || NpzReader.isNpz(file)
          ? Optional.empty()
          : trained(name, TrainedModel.read(file));
    }
    Optional<DeepSetFolder> folder = DeepSetArgument.find(name);
    if (folder.isEmpty()) {
      return Optional.empty();
    }
    DeepModel model = DeepModel.read(folder.get());
    return Optional.of(
        new DeepSideArgument(
            name, model.set().deep(), Optional.of(model), Optional.empty(), model.card()));
  }

  private static Optional<DeepSideArgument> trained(String name, TrainedModel model) {
    return model.target() instanceof Target.Offload offload
        ? Optional.of(
            new DeepSideArgument(
                name,
                offload.deep().withClasses(model.card().classes().size()),
                Optional.empty(),
                Optional.of(model.network()),
                Optional.of(model.card())))
        : Optional.empty();
  }

  /**
   * Refuses what cannot be compared.
   *
   * @throws Refusal naming both
   */
  void checkFor(DeepSideArgument other) {
    if (floats.isPresent() && other.floats.isPresent()) {
      throw new Refusal(
          "%s and %s are both float models; compare a model with a parameter set"
              .formatted(name, other.name));
    }
    if (!deep.network().equals(other.deep.network())) {
      throw new Refusal(
          "%s and %s are different networks: %s and %s"
              .formatted(
                  name,
                  other.name,
                  deep.network().description(),
                  other.deep.network().description()));
    }
  }

  /** How pictures of a folder were read when it was trained. */
  Reading reading(Consumer<String> warn) {
    return set.map(model -> model.reading(warn))
        .orElseGet(() -> new Reading(0, false, PictureFit.FILL, warn));
  }

  /**
   * What computes it.
   *
   * @param images as they are; transformed as it was trained
   * @param accelerator where a set runs; a float model needs none
   */
  DeepSource source(LabeledImages images, Supplier<OffloadAccelerator> accelerator) {
    long[] packed =
        PackedInput.pack(
            images,
            card.map(Card::input).orElse(InputTransform.NONE),
            deep.network().input(),
            deep.name(),
            0,
            images.size());
    return set.isPresent()
        ? DeepSource.of(name, set.get().set(), accelerator.get(), packed, images.size())
        : DeepSource.of(name, floats.orElseThrow(), packed, images.size());
  }
}
