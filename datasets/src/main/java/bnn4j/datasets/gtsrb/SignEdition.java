package bnn4j.datasets.gtsrb;

import bnn4j.datasets.Part;
import bnn4j.datasets.tree.FileTree;
import bnn4j.foundation.FailureText;
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
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Traffic signs as Kaggle distributes them: {@code Train/<class>/<class>_<track>_<frame>.png} and
 * {@code Test/<number>.png} with the tables {@code Train.csv} and {@code Test.csv} beside them, all
 * in one folder or archive. A table may be missing if the pictures are in a folder for each class.
 * Upper and lower case do not matter.
 *
 * @param root the folder, or the archive, which stays packed
 */
record SignEdition(Path root) {
  /** A picture in the folder of its class, in small letters. */
  private static final Pattern SORTED =
      Pattern.compile("(?:.*/)?(train|test)/(\\d{1,5})/[^/]+\\.(?:png|ppm|jpe?g)");

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
      throw new Refusal("%s: cannot be listed: %s".formatted(folder, FailureText.reason(e)), e);
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
      return list(root, folder).stream()
          .anyMatch(
              path -> {
                String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
                return Files.isRegularFile(path)
                    ? name.equals(table(part))
                    : name.equals(folder(part)) && isSorted(path);
              });
    }
    try (FileTree tree = FileTree.open(root)) {
      return tree.names().stream()
          .anyMatch(name -> isTable(name, part) || sortedClass(name, part).isPresent());
    }
  }

  private static List<Path> list(Path root, Path folder) {
    try (Stream<Path> inside = Files.list(root)) {
      return inside.toList();
    } catch (IOException e) {
      throw new Refusal("%s: cannot be listed: %s".formatted(folder, FailureText.reason(e)), e);
    }
  }

  /** Whether a folder has a folder that is called after a class. */
  private static boolean isSorted(Path folder) {
    return Files.isDirectory(folder)
        && list(folder, folder).stream()
            .anyMatch(path -> path.getFileName().toString().matches("\\d{1,5}"));
  }

  /** The class whose folder a picture of that part is in. */
  private static OptionalInt sortedClass(String name, Part part) {
    Matcher path = SORTED.matcher(name.toLowerCase(Locale.ROOT));
    return path.matches() && path.group(1).equals(folder(part))
        ? OptionalInt.of(Integer.parseInt(path.group(2)))
        : OptionalInt.empty();
  }

  private static String folder(Part part) {
    return part == Part.TEST ? "test" : "train";
  }

  private static String table(Part part) {
    return folder(part) + ".csv";
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
    Optional<String> table = tree.names().stream().filter(name -> isTable(name, part)).findFirst();
    if (table.isPresent()) {
      addTable(part, tree, table.get(), classes, pictures);
    } else {
      addSorted(part, tree, classes, pictures);
    }
  }

  private static void addTable(
      Part part, FileTree tree, String table, int classes, SignPictures pictures) {
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

  /** Pictures without a table, by class, then by name. */
  private static void addSorted(Part part, FileTree tree, int classes, SignPictures pictures) {
    List<SignTable.Sign> signs = new ArrayList<>();
    for (String name : tree.names()) {
      OptionalInt label = sortedClass(name, part);
      if (label.isPresent()) {
        GtsrbDataset.checkFolder(label.getAsInt(), classes, tree.place(name));
        signs.add(new SignTable.Sign(name, label.getAsInt()));
      }
    }
    signs.sort(Comparator.comparingInt(SignTable.Sign::label).thenComparing(SignTable.Sign::file));
    for (SignTable.Sign sign : signs) {
      int track = part == Part.TEST ? pictures.size() : track(sign, tree.place(sign.file()));
      pictures.add(tree, sign.file(), sign.label(), track);
    }
  }

  /** The folder of a picture says its class, too. */
  private static void checkFolder(Part part, String place, SignTable.Sign sign) {
    OptionalInt folder = sortedClass(sign.file(), part);
    if (folder.isPresent() && folder.getAsInt() != sign.label()) {
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
