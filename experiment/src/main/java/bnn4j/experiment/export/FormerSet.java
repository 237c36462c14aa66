package bnn4j.experiment.export;

import bnn4j.evaluation.card.Card;
import bnn4j.evaluation.card.CardFile;
import bnn4j.evaluation.deep.DeepModel;
import bnn4j.evaluation.model.DeployedModel;
import bnn4j.foundation.Refusal;
import bnn4j.offload.deep.DeepSetFolder;
import bnn4j.overlay.params.ParameterFolder;
import bnn4j.overlay.params.ParameterSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * An existing set at the output path. Only a set of the same model is replaced without {@code
 * --force}.
 *
 * @param folder need not exist
 */
public record FormerSet(Path folder) {
  /**
   * Refuses to lose the set of another model.
   *
   * @param next what is to be written, with a card unless nothing is known of it
   * @throws Refusal if a set is there that came from another model, or of which nobody can tell
   */
  public void giveWayTo(DeployedModel next) {
    if (!Files.exists(folder.resolve("classes.txt"))) {
      return;
    }
    Optional<Card> former = card();
    boolean same =
        (next.card().isPresent() && former.isPresent())
            ? isOfSameTraining(former.get(), next.card().get())
            : hasSameMemories(next.parameters());
    refuseUnless(same, former);
  }

  /**
   * The same for a set of an offload overlay.
   *
   * @throws Refusal as {@link #giveWayTo(DeployedModel)} does
   */
  public void giveWayTo(DeepModel next) {
    if (!new DeepSetFolder(folder).exists()) {
      return;
    }
    Optional<Card> former = card();
    refuseUnless(
        next.card().isPresent()
            && former.isPresent()
            && isOfSameTraining(former.get(), next.card().get()),
        former);
  }

  private void refuseUnless(boolean same, Optional<Card> former) {
    if (!same) {
      throw new Refusal(
          ("%s contains the parameter set of another model%s; choose another folder with --out,"
                  + " or replace it with --force")
              .formatted(folder, former.map(FormerSet::told).orElse("")));
    }
  }

  /** A card that cannot be read tells nothing. */
  private Optional<Card> card() {
    try {
      return CardFile.find(folder);
    } catch (IOException | Refusal e) {
      return Optional.empty();
    }
  }

  private static boolean isOfSameTraining(Card former, Card next) {
    return former.training() != null
        && former.training().equals(next.training())
        && Objects.equals(former.datasetChecksum(), next.datasetChecksum())
        && Objects.equals(former.start(), next.start())
        && Objects.equals(former.config(), next.config());
  }

  private boolean hasSameMemories(ParameterSet next) {
    try {
      return ParameterFolder.read(folder, next.overlay()).layers().equals(next.layers());
    } catch (Refusal e) {
      return false;
    }
  }

  private static String told(Card card) {
    return " (%s on %s%s)"
        .formatted(
            card.network(),
            card.dataset(),
            card.accuracy() == null ? "" : ", %.2f %%".formatted(card.accuracy().exported()));
  }
}
