package bnn4j.cluster.command;

import bnn4j.cluster.input.Images;
import bnn4j.cluster.input.View;
import bnn4j.datasets.CatalogueEntry;
import bnn4j.datasets.Datasets;
import bnn4j.datasets.Reading;
import bnn4j.datasets.idx.IdxLayout;
import bnn4j.evaluation.model.DeployedModel;
import bnn4j.foundation.Refusal;
import java.util.List;
import java.util.Optional;

/**
 * The dataset of the files: the requested one, else the one on a set's card if it is in the
 * catalogue. It defines the numbers and names of the labels.
 */
final class DatasetNames {
  private final Optional<CatalogueEntry> asked;

  /**
   * With the name asked for, if any.
   *
   * @throws Refusal if the catalogue does not know it
   */
  DatasetNames(String name) {
    if (name != null && name.startsWith(Datasets.FOLDER)) {
      throw new Refusal(
          "--dataset %s: specify the folder with --input, and omit --dataset".formatted(name));
    }
    this.asked = Optional.ofNullable(name).map(Datasets::entry);
  }

  /** The entry that goes for a set. */
  Optional<CatalogueEntry> of(DeployedModel set) {
    return asked.or(
        () ->
            set.dataset()
                .flatMap(
                    name ->
                        Datasets.catalogue().stream()
                            .filter(entry -> entry.name().equals(name))
                            .findFirst()));
  }

  /**
   * How a set looks at labeled images.
   *
   * @param name of the set, for messages
   * @throws Refusal if it does not tell their classes apart
   */
  View view(String name, DeployedModel set, Images images) {
    Optional<CatalogueEntry> entry = of(set);
    List<String> classes =
        images
            .classNames()
            .or(() -> entry.map(CatalogueEntry::classNames))
            .orElse(set.parameters().classNames());
    if (!set.tellsApart(classes)) {
      throw new Refusal(
          "%s has %d classes, %s has %d; use the dataset that the set was trained on"
              .formatted(
                  images.classNames().isPresent() ? images.uri() : entry.orElseThrow().name(),
                  classes.size(),
                  name,
                  set.parameters().classes()));
    }
    Reading reading = set.reading(warning -> {});
    return new View(
        set.shape(),
        classes,
        entry.map(IdxLayout::of).orElse(IdxLayout.PLAIN),
        reading.invert(),
        reading.fit());
  }
}
