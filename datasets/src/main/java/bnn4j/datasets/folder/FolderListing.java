package bnn4j.datasets.folder;

import bnn4j.datasets.Part;
import bnn4j.datasets.tree.FileTree;
import bnn4j.foundation.FailureText;
import bnn4j.foundation.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The pictures of a folder by the folders they lie in, and what these seem to mean.
 *
 * @param root the folder
 * @param pictures names of all picture files, folders separated by {@code /}, sorted
 * @param top the pictures by their outermost folder as it is named
 * @param remarks on what was left out or is odd, a line each
 */
record FolderListing(
    Path root, List<String> pictures, Map<String, List<String>> top, List<String> remarks) {
  private static final Set<String> ENDINGS =
      Set.of(
          "png", "jpg", "jpeg", "jpe", "jfif", "ppm", "pgm", "pbm", "pnm", "bmp", "dib", "gif",
          "webp");

  private static final int EXAMPLES = 3;

  /** Sorts the files of a folder. */
  static FolderListing of(Path root, List<String> files) {
    List<String> pictures = files.stream().filter(FolderListing::endsAsPicture).toList();
    TreeMap<String, List<String>> top = new TreeMap<>();
    List<String> lonely = new ArrayList<>();
    for (String picture : pictures) {
      int slash = picture.indexOf('/');
      if (slash < 0) {
        lonely.add(picture);
      } else {
        top.computeIfAbsent(picture.substring(0, slash), name -> new ArrayList<>()).add(picture);
      }
    }
    List<String> remarks = new ArrayList<>();
    List<String> others = files.stream().filter(name -> !endsAsPicture(name)).toList();
    if (!others.isEmpty()) {
      remarks.add(
          "%s: %d files without an image extension are skipped: %s"
              .formatted(root, others.size(), examples(others)));
    }
    if (!lonely.isEmpty() && !top.isEmpty()) {
      remarks.add(
          "%s: %d images outside of class folders are skipped: %s"
              .formatted(root, lonely.size(), examples(lonely)));
    }
    List<String> empty =
        foldersOf(root).stream().filter(folder -> !top.containsKey(folder)).toList();
    if (!empty.isEmpty()) {
      remarks.add("%s: folders without images are skipped: %s".formatted(root, examples(empty)));
    }
    return new FolderListing(root, pictures, top, remarks);
  }

  /**
   * The folders of split data; none if each folder is a class.
   *
   * @throws Refusal if some look like parts and others do not, or the training part is missing
   */
  Map<Part, String> parts() {
    EnumMap<Part, String> parts = new EnumMap<>(Part.class);
    List<String> looking = new ArrayList<>();
    for (PartName name : PartName.among(top.keySet())) {
      parts.putIfAbsent(name.part(), name.folder());
      looking.add(name.folder());
    }
    if (looking.size() < 2) {
      // One alone may well be a class: a train, among cars and ships.
      refusePartsInClasses();
      looking.forEach(this::refusePartAmongClasses);
      return Map.of();
    }
    List<String> others = top.keySet().stream().filter(f -> !looking.contains(f)).toList();
    if (!others.isEmpty() || parts.size() < looking.size() || !parts.containsKey(Part.TRAINING)) {
      throw new Refusal(
          ("%s: %s look like dataset splits, %s; expected train, val and test (val or test may"
                  + " be missing) and nothing else, or a folder for each class")
              .formatted(
                  root,
                  String.join(" and ", looking),
                  others.isEmpty()
                      ? "but they are not one of each, with a training split"
                      : "but %s do not".formatted(examples(others))));
    }
    for (String folder : parts.values()) {
      if (classesIn(folder).isEmpty()) {
        throw new Refusal(
            "%s: a split must contain class folders, %s/<class>/; found %s"
                .formatted(root.resolve(folder), root.resolve(folder), examples(top.get(folder))));
      }
    }
    return parts;
  }

  /**
   * One folder with the name of a part is a class, unless classes lie in it.
   *
   * @throws Refusal if they do, while other folders hold images themselves
   */
  private void refusePartAmongClasses(String folder) {
    Map<String, List<String>> inside = foldersIn(folder, 1);
    List<String> others = top.keySet().stream().filter(f -> !f.equals(folder)).toList();
    boolean othersFlat = others.stream().allMatch(f -> foldersIn(f, 1).containsKey(""));
    if (inside.size() > 1 && !inside.containsKey("") && !others.isEmpty() && othersFlat) {
      throw new Refusal(
          ("%s: %s looks like a dataset split with the classes %s, but %s does not; expected train,"
                  + " val and test and nothing else, or a folder for each class")
              .formatted(root, folder, examples(List.copyOf(inside.keySet())), examples(others)));
    }
  }

  /** The pictures in a folder by the next folder on their way, {@code ""} for those in itself. */
  private Map<String, List<String>> foldersIn(String folder, int depth) {
    return top.get(folder).stream()
        .collect(
            Collectors.groupingBy(
                picture -> {
                  String[] path = picture.split("/", -1);
                  return path.length > depth + 1 ? path[depth] : "";
                },
                TreeMap::new,
                Collectors.toList()));
  }

  /** Class by class, each with a training and a test folder: that is another order of folders. */
  private void refusePartsInClasses() {
    for (Map.Entry<String, List<String>> entry : top.entrySet()) {
      Set<String> inside = new TreeSet<>();
      for (String picture : entry.getValue()) {
        String[] path = picture.split("/", -1);
        inside.add(path.length > 2 ? path[1] : "");
      }
      long parts = PartName.among(inside).stream().map(PartName::part).distinct().count();
      if (parts >= 2 && parts == inside.size()) {
        String folder = entry.getKey();
        throw new Refusal(
            top.size() == 1
                ? "%s: contains one folder with dataset splits; did you mean folder:%s?"
                    .formatted(root, root.resolve(folder))
                : "%s: holds %s; expected the splits as outer folders, %s/<class>/"
                    .formatted(
                        root.resolve(folder),
                        String.join(" and ", inside),
                        root.resolve(inside.iterator().next())));
      }
    }
  }

  /**
   * The pictures of each class, where each folder is one.
   *
   * @throws Refusal if a folder's name cannot be that of a class
   */
  Map<String, List<String>> classes() {
    return classes(pictures, 0, root);
  }

  /**
   * The same for the folders in one folder. Archives that were packed with their own folder have it
   * twice, as in {@code train/train/<class>}.
   */
  Map<String, List<String>> classesIn(String folder) {
    Map<String, List<String>> inside = foldersIn(folder, 1);
    String only = inside.size() == 1 ? inside.keySet().iterator().next() : "";
    boolean twice = only.equals(folder) && !foldersIn(folder, 2).containsKey("");
    return twice
        ? classes(top.get(folder), 2, root.resolve(folder).resolve(only))
        : classes(top.get(folder), 1, root.resolve(folder));
  }

  private Map<String, List<String>> classes(List<String> among, int depth, Path place) {
    TreeMap<String, List<String>> classes = new TreeMap<>();
    Map<String, String> written = new HashMap<>();
    TreeMap<String, Set<String>> deeper = new TreeMap<>();
    List<String> lonely = new ArrayList<>();
    for (String picture : among) {
      String[] path = picture.split("/", -1);
      if (path.length <= depth + 1) {
        lonely.add(picture);
        continue;
      }
      String folder = path[depth];
      String name = className(folder, place);
      String other = written.putIfAbsent(name, folder);
      if (other != null && !other.equals(folder)) {
        throw new Refusal(
            "%s: folders '%s' and '%s' have the same class name, %s; rename one"
                .formatted(place, other, folder, name));
      }
      classes.computeIfAbsent(name, n -> new ArrayList<>()).add(picture);
      if (path.length > depth + 2) {
        deeper.computeIfAbsent(name, n -> new TreeSet<>()).add(path[depth + 1]);
      }
    }
    remarkOnCase(written.keySet(), place);
    if (depth > 0 && !lonely.isEmpty()) {
      remark("%s: %d images outside of class folders are skipped: %s", place, lonely);
    }
    deeper.forEach(
        (name, folders) ->
            remark(
                "%s: class "
                    + name.replace("%", "%%")
                    + " contains %d folders; their images belong to the class: %s",
                place,
                List.copyOf(folders)));
    remarkOnSplits(classes, deeper, place, depth);
    return classes;
  }

  /**
   * Letters are classes by their case; of longer names, one is more likely a slip. Where such
   * folders cannot lie side by side, the pictures of both get into one.
   */
  private void remarkOnCase(Set<String> names, Path place) {
    Map<String, List<String>> alike =
        names.stream()
            .filter(name -> name.length() > 1)
            .sorted()
            .collect(
                Collectors.groupingBy(
                    name -> name.toLowerCase(Locale.ROOT), TreeMap::new, Collectors.toList()));
    alike.values().stream()
        .filter(same -> same.size() > 1)
        .forEach(
            same -> remark("%s: %d classes differ only in upper and lower case: %s", place, same));
  }

  /**
   * The same folders in every class may be the classes, and the outer folders parts of the data.
   */
  private void remarkOnSplits(
      Map<String, List<String>> classes, Map<String, Set<String>> deeper, Path place, int depth) {
    Set<Set<String>> inside = Set.copyOf(deeper.values());
    boolean alike = deeper.size() > 1 && deeper.size() == classes.size() && inside.size() == 1;
    if (!alike || inside.iterator().next().size() < 2) {
      return;
    }
    boolean flat =
        classes.values().stream()
            .flatMap(List::stream)
            .anyMatch(picture -> picture.split("/", -1).length <= depth + 2);
    if (!flat) {
      remark(
          "%s: each class has the same %d folders; if these are the classes, sort the images into"
              + " train/<class> and test/<class>: %s",
          place, inside.iterator().next().stream().sorted().toList());
    }
  }

  private void remark(String format, Path place, List<String> what) {
    String remark = format.formatted(place, what.size(), examples(what));
    if (!remarks.contains(remark)) {
      remarks.add(remark);
    }
  }

  /**
   * A folder's name as that of a class: a line of {@code classes.txt}.
   *
   * @throws Refusal if it cannot be one
   */
  private static String className(String folder, Path place) {
    String name = Normalizer.normalize(folder, Normalizer.Form.NFC).strip();
    if (name.isEmpty() || name.codePoints().anyMatch(Character::isISOControl)) {
      throw new Refusal(
          "%s: a folder is named '%s', which is not a valid class name; rename it"
              .formatted(place, folder.replaceAll("\\p{Cntrl}", "?")));
    }
    return name;
  }

  /**
   * A network tells classes apart.
   *
   * @throws Refusal if there are not at least two, saying what there is
   */
  void refuseFewerThanTwo(List<String> names) {
    if (names.isEmpty()) {
      throw new Refusal(
          ("%s: contains no images in folders; expected %s/<class>/*.png (or jpg, ppm, bmp,"
                  + " gif, webp), or the same below train and test")
              .formatted(root, root));
    }
    if (names.size() == 1) {
      String folder = top.keySet().iterator().next();
      boolean deeper =
          top.get(folder).stream().allMatch(picture -> picture.split("/", -1).length > 2);
      throw new Refusal(
          "%s: has one class, %s, but at least two are required%s"
              .formatted(
                  root,
                  names.get(0),
                  top.size() == 1 && deeper
                      ? "; did you mean folder:%s?".formatted(root.resolve(folder))
                      : ""));
    }
  }

  private static List<String> foldersOf(Path root) {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (Stream<Path> inside = Files.list(root)) {
      return inside
          .filter(Files::isDirectory)
          .map(path -> path.getFileName().toString())
          .filter(name -> !FileTree.isHidden(name))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new Refusal("%s: cannot be listed: %s".formatted(root, FailureText.reason(e)), e);
    }
  }

  private static boolean endsAsPicture(String name) {
    String ending = name.substring(name.lastIndexOf('.') + 1);
    return ENDINGS.contains(ending.toLowerCase(Locale.ROOT));
  }

  private static String examples(List<String> names) {
    String some = String.join(", ", names.subList(0, Math.min(EXAMPLES, names.size())));
    return names.size() > EXAMPLES
        ? "%s and %d more".formatted(some, names.size() - EXAMPLES)
        : some;
  }
}
