package bnn4j.experiment.export;

import bnn4j.evaluation.card.Card;
import bnn4j.evaluation.card.CardFile;
import bnn4j.finnthesizer.ConfigHeader;
import bnn4j.foundation.Refusal;
import bnn4j.overlay.params.ParameterFolder;
import bnn4j.overlay.params.ParameterSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Writes a parameter set with all that belongs beside it. */
public final class ParameterExport {
  private ParameterExport() {}

  /**
   * Writes memories, {@code classes.txt}, {@code hw/config.h} and the card in one step.
   *
   * @param card none for networks of which nothing is known
   * @throws Refusal if it cannot be written; an old folder is whole then
   */
  public static void write(ParameterSet parameters, Optional<Card> card, Path folder) {
    Map<String, String> companions = new LinkedHashMap<>();
    companions.put("hw/config.h", ConfigHeader.of(parameters.overlay()));
    card.ifPresent(c -> companions.put(CardFile.NAME, CardFile.toYaml(c)));
    ParameterFolder.write(parameters, folder, companions);
    if (card.isEmpty()) {
      removeFormerCard(folder);
    }
  }

  /** The card of a set that was here before tells nothing about this one. */
  private static void removeFormerCard(Path folder) {
    try {
      Files.deleteIfExists(folder.resolve(CardFile.NAME));
    } catch (IOException e) {
      throw new Refusal(
          "%s: describes a former set and cannot be deleted (%s); delete it"
              .formatted(folder.resolve(CardFile.NAME), e.getMessage()),
          e);
    }
  }
}
