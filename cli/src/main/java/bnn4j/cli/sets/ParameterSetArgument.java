package bnn4j.cli.sets;

import bnn4j.cli.option.Home;
import bnn4j.datasets.Dataset;
import bnn4j.datasets.ImageShape;
import bnn4j.datasets.PictureFit;
import bnn4j.datasets.transform.InputTransform;
import bnn4j.evaluation.accuracy.AccuracyCheck;
import bnn4j.evaluation.card.Card;
import bnn4j.evaluation.card.CardConfig;
import bnn4j.evaluation.card.CardFile;
import bnn4j.experiment.spec.Pictures;
import bnn4j.foundation.Refusal;
import bnn4j.network.InputFormat;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.Overlays;
import bnn4j.overlay.params.LoadedParameters;
import bnn4j.overlay.params.ParameterFolder;
import bnn4j.overlay.params.ParameterSet;
import bnn4j.overlay.text.OverlayFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A parameter set as named on the command line: a folder, or a name under {@code params-out}.
 *
 * @param folder where it is
 * @param parameters what it is
 * @param card where it comes from; BNN-PYNQ's own sets have none
 * @param warnings about its files
 */
public record ParameterSetArgument(
    Path folder, ParameterSet parameters, Optional<Card> card, List<String> warnings) {
  /**
   * Finds and loads a set.
   *
   * @param warn takes warnings about it
   * @throws Refusal if there is none or it is damaged
   */
  public static ParameterSetArgument load(String name, Consumer<String> warn) throws IOException {
    return load(name, Optional.empty(), warn);
  }

  /**
   * Finds and loads a set.
   *
   * @param overlay what it is for; if empty, what the folder says
   * @param warn takes warnings about it
   * @throws Refusal if there is none or it is damaged
   */
  public static ParameterSetArgument load(
      String name, Optional<Overlay> overlay, Consumer<String> warn) throws IOException {
    Path folder = find(name);
    ParameterSetArgument set = load(folder, overlay.or(() -> OverlayFile.find(folder)));
    set.warnings.forEach(warning -> warn.accept("warning: " + warning));
    return set;
  }

  /**
   * Loads the set of a folder.
   *
   * @throws Refusal if it is damaged
   */
  public static ParameterSetArgument load(Path folder) throws IOException {
    return load(folder, OverlayFile.find(folder));
  }

  private static ParameterSetArgument load(Path folder, Optional<Overlay> known)
      throws IOException {
    Optional<Card> card = CardFile.find(folder);
    Overlay overlay =
        known
            .or(() -> card.map(c -> Overlays.named(c.network())))
            .orElseGet(() -> ParameterFolder.recognise(folder));
    LoadedParameters loaded = ParameterFolder.load(folder, overlay);
    return new ParameterSetArgument(folder, loaded.parameters(), card, loaded.warnings());
  }

  private static Path find(String name) throws IOException {
    Path given = Path.of(name);
    if (Files.isDirectory(given)) {
      return inside(given);
    }
    Path known = Home.parameterSets().resolve(name);
    if (Files.isDirectory(known)) {
      return inside(known);
    }
    Path run = Path.of("runs").resolve(name);
    if (Files.isDirectory(run)) {
      return inside(run);
    }
    throw new Refusal(
        "parameter set '%s': neither a folder nor a name under %s; 'params list' shows what there is"
            .formatted(name, Home.parameterSets()));
  }

  /**
   * The folder itself, or the set in it where it is that of a run, of several runs the newest's.
   */
  private static Path inside(Path folder) throws IOException {
    if (Files.exists(folder.resolve(ParameterSetFolders.CLASSES))) {
      return folder;
    }
    List<Path> sets = new ParameterSetFolders(folder).list();
    if (sets.isEmpty()) {
      return folder;
    }
    Path newest = sets.get(sets.size() - 1);
    Path first = folder.relativize(newest).getName(0);
    List<Path> ofTheNewest =
        sets.stream().filter(set -> folder.relativize(set).startsWith(first)).toList();
    boolean isRun = folder.relativize(newest).toString().replace('\\', '/').contains("params/");
    if (sets.size() > 1 && !(isRun && ofTheNewest.size() == 1)) {
      throw new Refusal(
          "%s: holds %d parameter sets; name one: %s"
              .formatted(
                  folder,
                  sets.size(),
                  sets.stream()
                      .map(set -> folder.relativize(set).toString().replace('\\', '/'))
                      .limit(8)
                      .collect(Collectors.joining(", "))));
    }
    return newest;
  }

  /** What has to be done to pictures before they are packed. */
  public InputTransform transform() {
    return card.map(Card::input).orElse(InputTransform.NONE);
  }

  /**
   * How the pictures of a folder were read when it was trained; of a set that was trained on a
   * catalogued data set, how that data set's own were made.
   */
  public Pictures pictures() {
    return pictures(card);
  }

  public static Pictures pictures(Optional<Card> card) {
    Optional<CardConfig> config = card.map(Card::config);
    return new Pictures(
        config.map(CardConfig::unreadablePictures).orElse(0),
        config.map(CardConfig::invertedPictures).orElse(false),
        card.map(Card::pictureFit).orElse(PictureFit.FILL));
  }

  /** The pictures that it takes. */
  public ImageShape shape() {
    return shape(parameters.overlay());
  }

  public static ImageShape shape(Overlay overlay) {
    InputFormat format = overlay.network().input();
    return new ImageShape(format.channels(), format.dimension(), format.dimension());
  }

  /**
   * Says whether it tells the classes of a data set apart, before images are loaded.
   *
   * @throws Refusal naming both
   */
  public void checkClasses(Dataset dataset) {
    if (!AccuracyCheck.tellsApart(parameters, dataset.classNames())) {
      throw new Refusal(
          "data set %s has %d classes, %s has %d; check a set against the data it was trained on"
              .formatted(
                  dataset.name(), dataset.classNames().size(), folder, parameters.classes()));
    }
  }
}
