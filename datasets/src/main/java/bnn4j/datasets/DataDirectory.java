package bnn4j.datasets;

import bnn4j.foundation.Checksum;
import bnn4j.foundation.Refusal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The data directory: one folder per dataset, its files uncompressed or gzip.
 *
 * @param root the folder of the folders; need not exist
 */
public record DataDirectory(Path root) {
  /** Number of files that a message names. */
  private static final int NAMED = 3;

  private static final String RAW = "raw";

  /** The environment variable that names the directory. */
  public static final String VARIABLE = "BNN4J_DATA";

  /** The directory given on the command line, else {@code $BNN4J_DATA}, else ~/.cache/bnn4j. */
  public static DataDirectory locate(Optional<Path> given) {
    return locate(given, System.getenv(), Path.of(System.getProperty("user.home")));
  }

  static DataDirectory locate(
      Optional<Path> given, Map<String, String> environment, Path userHome) {
    Optional<Path> named =
        Optional.ofNullable(environment.get(VARIABLE)).filter(v -> !v.isBlank()).map(Path::of);
    return new DataDirectory(
        given.or(() -> named).orElseGet(() -> userHome.resolve(".cache").resolve("bnn4j")));
  }

  /** The folder of a dataset. */
  public Path folder(CatalogueEntry entry) {
    return root.resolve(entry.name());
  }

  /** The folder of the cache of a dataset; it may be deleted at any time. */
  public Path cache(String dataset) {
    return root.resolve(".loaded").resolve(dataset);
  }

  /**
   * The file under one of its names, raw before packed, if it is there: in the folder of the data
   * set, in a folder of its own name as Kaggle unpacks it, in {@code raw} as torchvision does, or
   * in a folder that is called after the archive it comes from.
   */
  public Optional<Path> find(CatalogueEntry entry, DataFile file) {
    boolean pictures = file.content() == DataFile.Content.PICTURES;
    return new FileSearch(folder(entry))
        .find(
            file.possibleNames(),
            List.of(RAW, file.download().stem()),
            path -> Files.isRegularFile(path) || (pictures && Files.isDirectory(path)));
  }

  /**
   * A file of a dataset's folder that is not of the catalogue, under one of these names, the best
   * first, in the same places.
   */
  public Optional<Path> find(CatalogueEntry entry, List<String> names) {
    return new FileSearch(folder(entry)).find(names, List.of(RAW), Files::isRegularFile);
  }

  /** The content of the folder, for a message. */
  private static String held(Path folder) {
    List<String> names =
        FileSearch.namesIn(folder).stream().filter(name -> !name.startsWith(".")).toList();
    if (names.isEmpty()) {
      return "";
    }
    String some = String.join(", ", names.subList(0, Math.min(NAMED, names.size())));
    return ", which holds %s%s"
        .formatted(
            some, names.size() > NAMED ? " and %d more".formatted(names.size() - NAMED) : "");
  }

  /**
   * The file under one of its names.
   *
   * @throws Refusal saying how to get it, if it is not there
   */
  public Path require(CatalogueEntry entry, DataFile file) {
    return find(entry, file)
        .orElseThrow(
            () ->
                new Refusal(
                    "%s is not in %s%s; fetch it with: datasets fetch %s --data %s"
                        .formatted(
                            file.name(), folder(entry), held(folder(entry)), entry.name(), root)));
  }

  /**
   * The checksum of the dataset's unpacked files: the same however the files are packed.
   *
   * @throws Refusal if a file is not there
   */
  public String checksum(CatalogueEntry entry) {
    return checksum(entry, file -> new StoredFile(require(entry, file)).sha256());
  }

  /**
   * The sha256 of lines {@code sha256 name} of the unpacked files, in the catalogue's order.
   *
   * @param sha256 that of each unpacked file
   */
  public static String checksum(CatalogueEntry entry, Function<DataFile, String> sha256) {
    Checksum lines = new Checksum();
    entry.files().forEach(file -> lines.addLine(sha256.apply(file), file.name()));
    return lines.hex();
  }

  /** The number of a dataset's files that exist; their content is not checked. */
  public long filesThere(CatalogueEntry entry) {
    return entry.files().stream().filter(file -> find(entry, file).isPresent()).count();
  }
}
