package bnn4j.experiment.export;

import bnn4j.evaluation.card.Card;
import bnn4j.evaluation.card.CardFile;
import bnn4j.foundation.Refusal;
import bnn4j.network.TrainedNetwork;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.Overlays;
import bnn4j.overlay.text.OverlayFile;
import bnn4j.trainer.loop.Checkpoint;
import bnn4j.trainer.model.ModelFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

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
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put(CardFile.NAME, CardFile.toYaml(card));
    if (!OverlayFile.isPublished(overlay)) {
      texts.put(OverlayFile.NAME, OverlayFile.toYaml(overlay));
    }
    checkpoint.writeModel(texts, file);
  }

  /**
   * Reads a model file.
   *
   * @throws Refusal if it is none that bnn4j trained
   */
  public static TrainedModel read(Path file) throws IOException {
    Card card =
        CardFile.fromYaml(ModelFile.readText(file, CardFile.NAME), file + ", " + CardFile.NAME);
    Overlay overlay =
        ModelFile.findText(file, OverlayFile.NAME)
            .map(yaml -> OverlayFile.of(file + ", " + OverlayFile.NAME, yaml))
            .orElseGet(() -> Overlays.named(card.network()));
    return new TrainedModel(ModelFile.readTrained(file, overlay.network().input()), card, overlay);
  }
}
