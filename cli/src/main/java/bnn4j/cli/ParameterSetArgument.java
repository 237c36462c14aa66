package bnn4j.cli;

import bnn4j.datasets.transform.InputTransform;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.Overlays;
import bnn4j.overlay.Refusal;
import bnn4j.overlay.params.LoadedParameters;
import bnn4j.overlay.params.ParameterFolder;
import bnn4j.overlay.params.ParameterSet;
import bnn4j.trainer.card.Card;
import bnn4j.trainer.card.CardFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A parameter set as named on the command line: a folder, or a name under {@code params-out}.
 *
 * @param folder where it is
 * @param parameters what it is
 * @param card where it comes from; BNN-PYNQ's own sets have none
 */
record ParameterSetArgument(Path folder, ParameterSet parameters, Optional<Card> card) {
  /**
   * Finds and loads a set, printing warnings about it.
   *
   * @throws Refusal if there is none or it is damaged
   */
  static ParameterSetArgument load(String name, PrintWriter warnings) throws IOException {
    Path folder = find(name);
    Optional<Card> card = CardFile.find(folder);
    Overlay overlay =
        card.map(c -> Overlays.named(c.network()))
            .orElseGet(() -> ParameterFolder.recognise(folder));
    LoadedParameters loaded = ParameterFolder.load(folder, overlay);
    loaded.warnings().forEach(warning -> warnings.println("warning: " + warning));
    return new ParameterSetArgument(folder, loaded.parameters(), card);
  }

  static Path find(String name) {
    Path given = Path.of(name);
    if (Files.isDirectory(given)) {
      return given;
    }
    Path known = Home.parameterSets().resolve(name);
    if (Files.isDirectory(known)) {
      return known;
    }
    throw new Refusal(
        "parameter set '%s': neither a folder nor a name under %s; 'params list' shows what there is"
            .formatted(name, Home.parameterSets()));
  }

  /** What has to be done to pictures before they are packed. */
  InputTransform transform() {
    return card.map(Card::input).orElse(InputTransform.NONE);
  }
}
