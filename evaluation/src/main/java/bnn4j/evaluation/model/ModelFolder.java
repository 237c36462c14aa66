package bnn4j.evaluation.model;

import bnn4j.evaluation.card.Card;
import bnn4j.evaluation.card.CardFile;
import bnn4j.foundation.Refusal;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.Overlays;
import bnn4j.overlay.params.LoadedParameters;
import bnn4j.overlay.params.ParameterFolder;
import bnn4j.overlay.text.OverlayFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The folder of a deployed model: memories, class names, a card, and the description of a
 * user-defined overlay.
 *
 * @param path where it is
 */
public record ModelFolder(Path path) {
  /**
   * Loads the model for the overlay that the folder names: in a description, on the card, or by its
   * files.
   *
   * @param warn takes what is odd about its files, a line each
   * @throws Refusal if it is damaged
   */
  public DeployedModel read(Consumer<String> warn) throws IOException {
    return read(Optional.empty(), warn);
  }

  /**
   * Loads the model.
   *
   * @param wanted what it is for; if empty, what the folder says
   * @param warn takes what is odd about its files, a line each
   * @throws Refusal if it is damaged
   */
  public DeployedModel read(Optional<Overlay> wanted, Consumer<String> warn) throws IOException {
    Optional<Overlay> known = wanted.or(() -> OverlayFile.find(path));
    Optional<Card> card = CardFile.find(path);
    Overlay overlay =
        known
            .or(() -> card.map(c -> Overlays.named(c.network())))
            .orElseGet(() -> ParameterFolder.recognise(path));
    LoadedParameters loaded = ParameterFolder.load(path, overlay);
    loaded.warnings().forEach(warn);
    return DeployedModel.of(loaded.parameters(), card);
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
