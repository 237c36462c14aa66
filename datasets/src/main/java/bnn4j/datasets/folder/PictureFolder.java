package bnn4j.datasets.folder;

import bnn4j.datasets.Part;
import bnn4j.datasets.tree.FileTree;
import bnn4j.foundation.Refusal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What lies where in a folder of pictures. Either {@code train/<class>/} and {@code test/<class>/},
 * or {@code <class>/} alone; then every fifth picture of a class, chosen at random but always the
 * same, is for the test. Whatever has a folder of its own and holds a picture is a class; folders
 * in folders count for the outermost.
 *
 * @param root the folder
 * @param classNames sorted, by number if all are numbers
 * @param training pictures of each class to train on, {@code [classes][pictures]}, sorted
 * @param test pictures of each class to judge by
 * @param ignored files that do not end as pictures do
 * @param fingerprint of everything in the folder
 */
record PictureFolder(
    Path root,
    List<String> classNames,
    List<List<String>> training,
    List<List<String>> test,
    int ignored,
    String fingerprint) {
  private static final Set<String> ENDINGS =
      Set.of("png", "jpg", "jpeg", "ppm", "pgm", "pbm", "pnm", "bmp", "gif", "webp");

  private static final String TRAIN_FOLDER = "train";
  private static final String TEST_FOLDER = "test";
  private static final int PICTURES_PER_TEST = 5;
  private static final long SEED = 1234;

  /**
   * Lists a folder.
   *
   * @throws Refusal if it has no classes, or the two parts do not have the same
   */
  static PictureFolder open(Path root) {
    try (FileTree tree = FileTree.open(root)) {
      List<String> pictures = tree.names().stream().filter(PictureFolder::endsAsPicture).toList();
      int ignored = tree.names().size() - pictures.size();
      TreeMap<String, List<String>> top = byFolder(pictures, 0);
      boolean parted =
          top.keySet().equals(Set.of(TRAIN_FOLDER, TEST_FOLDER))
              && top.values().stream().flatMap(List::stream).allMatch(p -> depth(p) >= 2);
      return parted
          ? parted(root, top, ignored, tree.fingerprint())
          : chosen(root, top, ignored, tree.fingerprint());
    }
  }

  List<List<String>> pictures(Part part) {
    return part == Part.TEST ? test : training;
  }

  private static PictureFolder parted(
      Path root, Map<String, List<String>> top, int ignored, String fingerprint) {
    TreeMap<String, List<String>> training = byFolder(top.get(TRAIN_FOLDER), 1);
    TreeMap<String, List<String>> test = byFolder(top.get(TEST_FOLDER), 1);
    TreeSet<String> unknown = new TreeSet<>(test.keySet());
    unknown.removeAll(training.keySet());
    if (!unknown.isEmpty()) {
      throw new Refusal(
          "%s: has class %s, which has no pictures in %s"
              .formatted(root.resolve(TEST_FOLDER), unknown.first(), root.resolve(TRAIN_FOLDER)));
    }
    List<String> names = sorted(training.keySet());
    return new PictureFolder(
        root,
        names,
        names.stream().map(training::get).toList(),
        names.stream().map(name -> test.getOrDefault(name, List.of())).toList(),
        ignored,
        fingerprint);
  }

  private static PictureFolder chosen(
      Path root, Map<String, List<String>> top, int ignored, String fingerprint) {
    List<String> names = sorted(top.keySet());
    if (names.isEmpty()) {
      throw new Refusal(
          ("%s: has no pictures in folders; expected %s/<class>/*.png (or jpg, ppm, bmp, gif, webp),"
                  + " or the same below train and test")
              .formatted(root, root));
    }
    List<List<String>> training = new ArrayList<>();
    List<List<String>> test = new ArrayList<>();
    for (String name : names) {
      List<String> left = new ArrayList<>(top.get(name));
      List<String> held = new ArrayList<>();
      Random random = new Random(SEED);
      for (int wanted = left.size() / PICTURES_PER_TEST; wanted > 0; wanted--) {
        held.add(left.remove(random.nextInt(left.size())));
      }
      training.add(List.copyOf(left));
      test.add(held.stream().sorted().toList());
    }
    return new PictureFolder(root, names, training, test, ignored, fingerprint);
  }

  /** Pictures by the name of the folder at that depth; those that lie above it are left out. */
  private static TreeMap<String, List<String>> byFolder(List<String> pictures, int depth) {
    TreeMap<String, List<String>> folders = new TreeMap<>();
    for (String picture : pictures) {
      String[] path = picture.split("/", -1);
      if (path.length > depth + 1) {
        folders.computeIfAbsent(path[depth], name -> new ArrayList<>()).add(picture);
      }
    }
    return folders;
  }

  private static int depth(String picture) {
    return picture.split("/", -1).length - 1;
  }

  private static boolean endsAsPicture(String name) {
    String ending = name.substring(name.lastIndexOf('.') + 1);
    return ENDINGS.contains(ending.toLowerCase(Locale.ROOT));
  }

  private static List<String> sorted(Set<String> names) {
    boolean numbers = names.stream().allMatch(name -> name.matches("\\d{1,9}"));
    Comparator<String> order =
        numbers ? Comparator.comparingInt(Integer::parseInt) : Comparator.naturalOrder();
    return names.stream().sorted(order.thenComparing(Comparator.naturalOrder())).toList();
  }
}
