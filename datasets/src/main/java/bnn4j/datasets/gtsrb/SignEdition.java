package bnn4j.datasets.gtsrb;

import bnn4j.datasets.Part;
import bnn4j.datasets.tree.FileTree;
import bnn4j.foundation.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Traffic signs as Kaggle hands them round: {@code Train/<class>/<class>_<track>_<frame>.png} and
 * {@code Test/<number>.png} with the tables {@code Train.csv} and {@code Test.csv} beside them, all
 * in one folder or archive. Capitals are of no matter.
 *
 * @param root the folder, or the archive, which stays packed
 */
record SignEdition(Path root) {
  private static final Pattern TRAINING =
      Pattern.compile("(?:.*/)?train/(\\d{1,5})/[^/]+\\.(?:png|ppm|jpe?g)");

  private static final Pattern TRACK =
      Pattern.compile("(?:.*/)?(?:\\d{5}_)?(\\d{5})_\\d{5}\\.\\w+");

  /** What is there of that part, in the folder, an archive in it, or a folder in it. */
  static Optional<SignEdition> find(Path folder, Part part) {
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    List<Path> candidates = new ArrayList<>(List.of(folder));
    try (Stream<Path> inside = Files.list(folder)) {
      inside
          .filter(path -> Files.isDirectory(path) || isZip(path))
          .filter(path -> !path.getFileName().toString().startsWith("."))
          .sorted()
          .forEach(candidates::add);
    } catch (IOException e) {
      throw new Refusal("%s: cannot be listed: %s".formatted(folder, e), e);
    }
    return candidates.stream()
        .filter(root -> holds(root, folder, part))
        .findFirst()
        .map(SignEdition::new);
  }

  private static boolean isZip(Path path) {
    return path.toString().toLowerCase(Locale.ROOT).endsWith(".zip");
  }

  /** Of the folder itself and those in it only what lies right there, or all would be walked. */
  private static boolean holds(Path root, Path folder, Part part) {
    if (Files.isDirectory(root)) {
      try (Stream<Path> inside = Files.list(root)) {
        return inside.anyMatch(
            path -> {
              String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
              return name.equals(table(part)) && Files.isRegularFile(path);
            });
      } catch (IOException e) {
        throw new Refusal("%s: cannot be listed: %s".formatted(folder, e), e);
      }
    }
    try (FileTree tree = FileTree.open(root)) {
      return tree.names().stream().anyMatch(name -> isTable(name, part));
    }
  }

  private static String table(Part part) {
    return part == Part.TEST ? "test.csv" : "train.csv";
  }

  private static boolean isTable(String name, Part part) {
    String file = name.substring(name.lastIndexOf('/') + 1);
    return file.toLowerCase(Locale.ROOT).equals(table(part));
  }

  /**
   * Adds the pictures of a part: those to train on by class, track and frame, as the official
   * edition has them; those of the test in the order of their table.
   *
   * @param tree of the root
   * @throws Refusal naming the table and the line that is not as it should be
   */
  void add(Part part, FileTree tree, int classes, SignPictures pictures) {
    String table =
        tree.names().stream().filter(name -> isTable(name, part)).findFirst().orElseThrow();
    String folder = table.substring(0, table.lastIndexOf('/') + 1);
    Map<String, String> names = new TreeMap<>();
    tree.names().forEach(name -> names.putIfAbsent(name.toLowerCase(Locale.ROOT), name));
    List<SignTable.Sign> signs =
        new ArrayList<>(SignTable.read(tree.read(table), tree.place(table), classes));
    if (part != Part.TEST) {
      signs.sort(
          Comparator.comparingInt(SignTable.Sign::label).thenComparing(SignTable.Sign::file));
    }
    for (SignTable.Sign sign : signs) {
      String name = (folder + sign.file()).toLowerCase(Locale.ROOT);
      String found = names.getOrDefault(name, folder + sign.file());
      checkFolder(part, tree.place(table), sign);
      int track = part == Part.TEST ? pictures.size() : track(sign, tree.place(table));
      pictures.add(tree, found, sign.label(), track);
    }
  }

  /** The folder of a picture says its class, too. */
  private static void checkFolder(Part part, String place, SignTable.Sign sign) {
    Matcher path = TRAINING.matcher(sign.file().toLowerCase(Locale.ROOT));
    if (part != Part.TEST && path.matches() && Integer.parseInt(path.group(1)) != sign.label()) {
      throw new Refusal(
          "%s: %s has class %d in the table, but is in the folder of another class"
              .formatted(place, sign.file(), sign.label()));
    }
  }

  private static int track(SignTable.Sign sign, String place) {
    Matcher frame = TRACK.matcher(sign.file());
    if (!frame.matches()) {
      throw new Refusal(
          "%s: expected images named class_track_frame.png, found %s"
              .formatted(place, sign.file()));
    }
    return GtsrbDataset.track(sign.label(), Integer.parseInt(frame.group(1)));
  }
}
