package bnn4j.experiment.export;

import bnn4j.evaluation.card.CardFile;
import bnn4j.evaluation.deep.DeepModel;
import bnn4j.evaluation.model.DeployedModel;
import bnn4j.finnthesizer.ConfigHeader;
import bnn4j.foundation.FailureText;
import bnn4j.foundation.Refusal;
import bnn4j.offload.deep.DeepSetFolder;
import bnn4j.overlay.params.ParameterFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes a parameter set with its accompanying files. */
public final class ParameterExport {
  private ParameterExport() {}

  /**
   * Writes memories, {@code classes.txt}, {@code hw/config.h} and the card in one step.
   *
   * @param model the set, with a card unless nothing is known of it
   * @throws Refusal if it cannot be written; an old folder is whole then
   */
  public static void write(DeployedModel model, Path folder) {
    Map<String, String> companions = new LinkedHashMap<>();
    companions.put("hw/config.h", ConfigHeader.of(model.overlay()));
    model.card().ifPresent(c -> companions.put(CardFile.NAME, CardFile.toYaml(c)));
    ParameterFolder.write(model.parameters(), folder, companions);
    if (model.card().isEmpty()) {
      removeFormerCard(folder);
    }
  }

  /**
   * Writes a set for an offload overlay with its card in one step.
   *
   * @throws Refusal if it cannot be written; an old folder is whole then
   */
  public static void write(DeepModel model, Path folder) {
    Map<String, String> companions = new LinkedHashMap<>();
    model.card().ifPresent(card -> companions.put(CardFile.NAME, CardFile.toYaml(card)));
    new DeepSetFolder(folder).write(model.set(), companions);
    if (model.card().isEmpty()) {
      removeFormerCard(folder);
    }
  }

  /** The card of a set that was here before tells nothing about this one. */
  private static void removeFormerCard(Path folder) {
    try {
      Files.deleteIfExists(folder.resolve(CardFile.NAME));
    } catch (IOException e) {
      throw new Refusal(
          "%s: belongs to an earlier set and cannot be deleted (%s); delete it"
              .formatted(folder.resolve(CardFile.NAME), FailureText.reason(e)),
          e);
    }
  }
}
