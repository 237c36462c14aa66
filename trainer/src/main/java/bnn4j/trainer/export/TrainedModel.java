package bnn4j.trainer.export;

import bnn4j.finnthesizer.FloatNetwork;
import bnn4j.overlay.Overlays;
import bnn4j.overlay.Refusal;
import bnn4j.trainer.card.Card;
import bnn4j.trainer.card.CardFile;
import bnn4j.trainer.network.FloatNetworkReader;
import bnn4j.trainer.network.ModelFile;
import java.io.IOException;
import java.nio.file.Path;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * What a {@code model.zip} holds: the numbers and where they come from.
 *
 * @param network the float network
 * @param card without accuracies of an export
 */
public record TrainedModel(FloatNetwork network, Card card) {
  /**
   * Writes a model file.
   *
   * @throws IOException if it cannot be written; an old one is whole then
   */
  public static void write(MultiLayerNetwork network, Card card, Path file) throws IOException {
    ModelFile.write(network, CardFile.NAME, CardFile.toYaml(card), file);
  }

  /**
   * Reads a model file.
   *
   * @throws Refusal if it is none that bnn4j trained
   */
  public static TrainedModel read(Path file) throws IOException {
    Card card =
        CardFile.fromYaml(ModelFile.readText(file, CardFile.NAME), file + ", " + CardFile.NAME);
    return new TrainedModel(
        FloatNetworkReader.read(
            ModelFile.readNetwork(file), Overlays.named(card.network()).topology().input()),
        card);
  }
}
