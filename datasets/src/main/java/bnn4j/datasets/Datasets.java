package bnn4j.datasets;

import bnn4j.foundation.EditDistance;
import bnn4j.foundation.Refusal;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** Finds datasets by name. */
public final class Datasets {
  /** Prefix of the name of a dataset that is a folder of the user's images. */
  public static final String FOLDER = "folder:";

  private static final List<CatalogueEntry> CATALOGUE = Catalogue.read();

  private Datasets() {}

  /** All datasets known, in the order to show them. */
  public static List<CatalogueEntry> catalogue() {
    return CATALOGUE;
  }

  /**
   * The catalogue's entry of that name.
   *
   * @throws Refusal listing the names, if there is none
   */
  public static CatalogueEntry entry(String name) {
    if (name.startsWith(FOLDER)) {
      return folder(name);
    }
    return CATALOGUE.stream()
        .filter(entry -> entry.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new Refusal(unknown(name)));
  }

  /**
   * The dataset of that name. Reads nothing yet.
   *
   * @param dataDirectory the folder in which each dataset has a folder of its name
   * @throws Refusal listing the names, if there is none
   */
  public static Dataset open(String name, Path dataDirectory) {
    return open(name, dataDirectory, Reading.STRICT);
  }

  /**
   * The dataset of that name. Reads nothing yet; for a folder of images, only the names of its
   * classes.
   *
   * @param name of the catalogue, or {@code folder:PATH} for the user's images
   * @param dataDirectory the folder in which each dataset has a folder of its name
   * @param reading how imperfect files are handled
   * @throws Refusal listing the names, if there is none
   */
  public static Dataset open(String name, Path dataDirectory, Reading reading) {
    CatalogueEntry entry = entry(name);
    return format(entry.format()).open(entry, new DataDirectory(dataDirectory), reading);
  }

  /**
   * The place of a part of a dataset in another edition than the catalogue's, such as Kaggle's;
   * empty if there is none.
   */
  public static Optional<Path> otherEdition(
      CatalogueEntry entry, DataDirectory directory, Part part) {
    return format(entry.format()).otherEdition(entry, directory, part);
  }

  /** As {@link DatasetFormat#checksumFromOtherEdition}. */
  public static Optional<String> checksumFromOtherEdition(
      CatalogueEntry entry, DataDirectory directory, DataFile file) {
    return format(entry.format()).checksumFromOtherEdition(entry, directory, file);
  }

  /** How picture files are fitted for a network that was trained on the dataset of that name. */
  public static PictureFit pictureFit(String name) {
    return CATALOGUE.stream()
        .filter(entry -> entry.name().equals(name))
        .map(CatalogueEntry::pictureFit)
        .findFirst()
        .orElse(PictureFit.FILL);
  }

  private static CatalogueEntry folder(String name) {
    return new CatalogueEntry(
        name,
        "your own images",
        "folder",
        new ImageShape(3, 32, 32),
        List.of(),
        0,
        0,
        "",
        "yours",
        "",
        List.of(),
        List.of());
  }

  private static DatasetFormat format(String name) {
    return ServiceLoader.load(DatasetFormat.class, Datasets.class.getClassLoader()).stream()
        .map(ServiceLoader.Provider::get)
        .filter(format -> format.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no reader for format " + name));
  }

  private static String unknown(String name) {
    return "dataset '%s' is unknown%s; known names: %s"
        .formatted(
            name,
            closest(name).map(known -> ", did you mean '" + known + "'?").orElse(""),
            CATALOGUE.stream().map(CatalogueEntry::name).collect(Collectors.joining(", "))
                + ", and folder:PATH for your own images");
  }

  private static Optional<String> closest(String name) {
    return CATALOGUE.stream()
        .map(CatalogueEntry::name)
        .filter(known -> EditDistance.between(name, known) <= known.length() / 2)
        .min(Comparator.comparingInt(known -> EditDistance.between(name, known)));
  }
}
