package bnn4j.experiment.export;

import bnn4j.evaluation.card.Card;
import bnn4j.evaluation.card.CardFile;
import bnn4j.experiment.spec.Target;
import bnn4j.foundation.Refusal;
import bnn4j.network.Network;
import bnn4j.network.TrainedNetwork;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.OverlayFit;
import bnn4j.overlay.Overlays;
import bnn4j.trainer.loop.Checkpoint;
import bnn4j.trainer.modelfile.ModelArchive;
import bnn4j.trainer.modelfile.ModelEntry;
import bnn4j.trainer.modelfile.StoredModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The content of a {@code model.zip}: parameters, origin, and target.
 *
 * @param network the float network
 * @param card without accuracies of an export
 * @param target what it was trained for
 */
public record TrainedModel(TrainedNetwork network, Card card, Target target) {
  /**
   * Writes a model file. A target that is not a published overlay is described in it.
   *
   * @throws IOException if it cannot be written; an old one is whole then
   */
  public static void write(Checkpoint checkpoint, Card card, Target target, Path file)
      throws IOException {
    Map<ModelEntry, String> texts = new LinkedHashMap<>();
    texts.put(ModelEntry.CARD, CardFile.toYaml(card));
    if (!target.isPublished()) {
      texts.put(ModelEntry.OVERLAY, target.toYaml());
    }
    checkpoint.writeModel(texts, file);
  }

  /**
   * Reads a model file.
   *
   * @throws Refusal if it is none that bnn4j trained
   */
  public static TrainedModel read(Path file) throws IOException {
    try (ModelArchive archive = ModelArchive.open(file)) {
      Card card = CardFile.fromYaml(archive.text(ModelEntry.CARD), archive.where(ModelEntry.CARD));
      Target target = target(archive, card);
      StoredModel model = StoredModel.read(archive);
      return new TrainedModel(network(model, target, card, file), card, target);
    }
  }

  /**
   * The overlay that it was trained for.
   *
   * @throws Refusal if it was trained to be offloaded layer by layer
   */
  public Overlay overlay() {
    if (target instanceof Target.Dataflow dataflow) {
      return dataflow.overlay();
    }
    throw new Refusal(
        "%s was trained for offload; expected a model for an overlay that has the whole network on the chip"
            .formatted(target.description()));
  }

  private static Target target(ModelArchive archive, Card card) {
    Optional<String> own = archive.findText(ModelEntry.OVERLAY);
    if (own.isPresent()) {
      return Target.of(archive.where(ModelEntry.OVERLAY), own.get());
    }
    try {
      return new Target.Dataflow(Overlays.named(card.network()));
    } catch (Refusal e) {
      throw new Refusal(
          "%s, network: %s".formatted(archive.where(ModelEntry.CARD), e.getMessage()), e);
    }
  }

  /** The three must tell of one and the same network. */
  private static TrainedNetwork network(StoredModel model, Target target, Card card, Path file) {
    try {
      TrainedNetwork network = model.floats(target.network().input());
      check(network, target);
      if (network.network().outputs() != card.classes().size()) {
        throw new Refusal(
            "the model has %d outputs, its card names %d classes"
                .formatted(network.network().outputs(), card.classes().size()));
      }
      return network;
    } catch (Refusal e) {
      throw new Refusal("%s: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static void check(TrainedNetwork found, Target target) {
    if (target instanceof Target.Dataflow dataflow) {
      OverlayFit.check(found.network(), dataflow.overlay());
      return;
    }
    Network expected = target.network().withOutputs(found.network().outputs());
    if (!found.network().equals(expected)) {
      throw new Refusal(
          "the model is %s, its description %s"
              .formatted(found.network().description(), expected.description()));
    }
  }
}
