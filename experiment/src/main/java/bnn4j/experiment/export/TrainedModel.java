package bnn4j.experiment.export;

import bnn4j.evaluation.card.Card;
import bnn4j.evaluation.card.CardFile;
import bnn4j.foundation.Refusal;
import bnn4j.network.TrainedNetwork;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.OverlayFit;
import bnn4j.overlay.Overlays;
import bnn4j.overlay.text.OverlayFile;
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
 * What a {@code model.zip} holds: the numbers, where they come from, and what they are for.
 *
 * @param network the float network
 * @param card without accuracies of an export
 * @param overlay that it was trained for
 */
public record TrainedModel(TrainedNetwork network, Card card, Overlay overlay) {
  /**
   * Writes a model file. An overlay that is not a published one is described in it.
   *
   * @throws IOException if it cannot be written; an old one is whole then
   */
  public static void write(Checkpoint checkpoint, Card card, Overlay overlay, Path file)
      throws IOException {
    Map<ModelEntry, String> texts = new LinkedHashMap<>();
    texts.put(ModelEntry.CARD, CardFile.toYaml(card));
    if (!OverlayFile.isPublished(overlay)) {
      texts.put(ModelEntry.OVERLAY, OverlayFile.toYaml(overlay));
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
      Overlay overlay = overlay(archive, card);
      StoredModel model = StoredModel.read(archive);
      return new TrainedModel(network(model, overlay, card, file), card, overlay);
    }
  }

  private static Overlay overlay(ModelArchive archive, Card card) {
    Optional<String> own = archive.findText(ModelEntry.OVERLAY);
    if (own.isPresent()) {
      return OverlayFile.of(archive.where(ModelEntry.OVERLAY), own.get());
    }
    try {
      return Overlays.named(card.network());
    } catch (Refusal e) {
      throw new Refusal(
          "%s, network: %s".formatted(archive.where(ModelEntry.CARD), e.getMessage()), e);
    }
  }

  /** The three must tell of one and the same network. */
  private static TrainedNetwork network(StoredModel model, Overlay overlay, Card card, Path file) {
    try {
      TrainedNetwork network = model.floats(overlay.network().input());
      OverlayFit.check(network.network(), overlay);
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
}
