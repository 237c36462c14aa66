package bnn4j.datasets.folder;

import bnn4j.datasets.Part;
import bnn4j.datasets.tree.FileTree;
import bnn4j.foundation.Refusal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * What lies where in a folder of pictures. Either {@code train/<class>/}, {@code val/<class>/} and
 * {@code test/<class>/}, by these or their usual other names and in any case, of which the first
 * and one more must be there; or {@code <class>/} alone. Where there is no test folder, every fifth
 * picture of a class, chosen at random but always the same, is for the test; but of {@code train}
 * and {@code val} alone, the second is. Whatever has a folder of its own and holds a picture is a
 * class; folders in folders count for the outermost. What may mean something else is refused.
 *
 * @param root the folder
 * @param classNames sorted, by number if all are numbers; without blanks around them
 * @param training pictures of each class to train on, {@code [classes][pictures]}, sorted
 * @param validation pictures of each class to choose the best epoch by; none of any if there is no
 *     such folder
 * @param test test images of each class
 * @param remarks on what was left out or is odd, a line each
 * @param fingerprint of everything in the folder
 */
public record PictureFolder(
    Path root,
    List<String> classNames,
    List<List<String>> training,
    List<List<String>> validation,
    List<List<String>> test,
    List<String> remarks,
    String fingerprint) {
  private static final int PICTURES_PER_TEST = 5;
  private static final long SEED = 1234;

  /** A network that always says the larger class looks good beyond that ratio. */
  private static final int UNEVEN = 10;

  /**
   * Lists a folder.
   *
   * @throws Refusal if it has no classes or one, or it is not clear what its folders mean
   */
  static PictureFolder open(Path root) {
    try (FileTree tree = FileTree.open(root)) {
      return of(root, tree);
    }
  }

  /**
   * What lies in a tree, which may be on another file system.
   *
   * @param root what messages call it
   * @throws Refusal if it has no classes or one, or it is not clear what its folders mean
   */
  public static PictureFolder of(Path root, FileTree tree) {
    FolderListing listing = FolderListing.of(root, tree.names());
    Map<Part, String> parts = listing.parts();
    return parts.isEmpty()
        ? chosen(listing, tree.fingerprint())
        : parted(listing, parts, tree.fingerprint());
  }

  /** The pictures of each class of a part, {@code [classes][pictures]}, sorted. */
  public List<List<String>> pictures(Part part) {
    return switch (part) {
      case TRAINING -> training;
      case VALIDATION -> validation;
      case TEST -> test;
    };
  }

  private static PictureFolder parted(
      FolderListing listing, Map<Part, String> parts, String fingerprint) {
    Map<String, List<String>> training = listing.classesIn(parts.get(Part.TRAINING));
    List<String> names = sorted(training.keySet());
    List<String> remarks = new ArrayList<>();
    Map<Part, List<List<String>>> pictures = new EnumMap<>(Part.class);
    parts.forEach(
        (part, folder) ->
            pictures.put(
                part, inOrder(listing, names, part, folder, parts.get(Part.TRAINING), remarks)));
    listing.refuseFewerThanTwo(names);
    remarks.addAll(0, listing.remarks());
    if (!parts.containsKey(Part.TEST)) {
      remarks.add(
          ("%s: has no test folder; the test images are those of %s, and validation"
                  + " images are selected from %s")
              .formatted(listing.root(), parts.get(Part.VALIDATION), parts.get(Part.TRAINING)));
      pictures.put(Part.TEST, pictures.remove(Part.VALIDATION));
    }
    return of(listing, names, pictures, remarks, fingerprint);
  }

  /** The pictures of each class of one part, none for a class that it lacks. */
  private static List<List<String>> inOrder(
      FolderListing listing,
      List<String> names,
      Part part,
      String folder,
      String trainingFolder,
      List<String> remarks) {
    Map<String, List<String>> found = listing.classesIn(folder);
    TreeSet<String> unknown = new TreeSet<>(found.keySet());
    unknown.removeAll(names);
    if (!unknown.isEmpty()) {
      throw new Refusal(
          "%s: has class %s, which has no images in %s%s"
              .formatted(
                  listing.root().resolve(folder),
                  unknown.first(),
                  listing.root().resolve(trainingFolder),
                  names.stream()
                      .filter(unknown.first()::equalsIgnoreCase)
                      .findFirst()
                      .map(name -> "; class %s there may be the same, rename one".formatted(name))
                      .orElse("")));
    }
    List<String> missing = names.stream().filter(name -> !found.containsKey(name)).toList();
    if (!missing.isEmpty()) {
      remarks.add(
          "%s: has no %s images of %s"
              .formatted(
                  listing.root().resolve(folder),
                  part.name().toLowerCase(Locale.ROOT),
                  String.join(", ", missing)));
    }
    return names.stream().map(name -> found.getOrDefault(name, List.of())).toList();
  }

  private static PictureFolder chosen(FolderListing listing, String fingerprint) {
    Map<String, List<String>> classes = listing.classes();
    List<String> names = sorted(classes.keySet());
    listing.refuseFewerThanTwo(names);
    List<List<String>> training = new ArrayList<>();
    List<List<String>> test = new ArrayList<>();
    for (String name : names) {
      List<String> left = new ArrayList<>(classes.get(name));
      List<String> held = new ArrayList<>();
      Random random = new Random(SEED);
      for (int wanted = left.size() / PICTURES_PER_TEST; wanted > 0; wanted--) {
        held.add(left.remove(random.nextInt(left.size())));
      }
      training.add(List.copyOf(left));
      test.add(held.stream().sorted().toList());
    }
    List<String> remarks = new ArrayList<>(listing.remarks());
    List<String> few = names.stream().filter(n -> test.get(names.indexOf(n)).isEmpty()).toList();
    if (!few.isEmpty()) {
      remarks.add(
          "%s: fewer than %d images, so none for the test: %s"
              .formatted(listing.root(), PICTURES_PER_TEST, String.join(", ", few)));
    }
    return of(
        listing, names, Map.of(Part.TRAINING, training, Part.TEST, test), remarks, fingerprint);
  }

  private static PictureFolder of(
      FolderListing listing,
      List<String> names,
      Map<Part, List<List<String>>> pictures,
      List<String> remarks,
      String fingerprint) {
    List<List<String>> none = names.stream().map(name -> List.<String>of()).toList();
    List<List<String>> training = pictures.get(Part.TRAINING);
    unevenness(listing.root(), names, training).ifPresent(remarks::add);
    return new PictureFolder(
        listing.root(),
        names,
        training,
        pictures.getOrDefault(Part.VALIDATION, none),
        pictures.get(Part.TEST),
        List.copyOf(remarks),
        fingerprint);
  }

  private static Optional<String> unevenness(
      Path root, List<String> names, List<List<String>> pictures) {
    Comparator<Integer> bySize = Comparator.comparingInt(label -> pictures.get(label).size());
    int most = IntStream.range(0, names.size()).boxed().max(bySize).orElseThrow();
    int fewest = IntStream.range(0, names.size()).boxed().min(bySize).orElseThrow();
    int more = pictures.get(most).size();
    int fewer = pictures.get(fewest).size();
    return more < UNEVEN * fewer
        ? Optional.empty()
        : Optional.of(
            ("%s: class sizes differ strongly: %s has %d training images, %s has %d; the"
                    + " network may ignore the small classes")
                .formatted(root, names.get(most), more, names.get(fewest), fewer));
  }

  private static List<String> sorted(Set<String> names) {
    boolean numbers = names.stream().allMatch(name -> name.matches("\\d{1,9}"));
    Comparator<String> order =
        numbers ? Comparator.comparingInt(Integer::parseInt) : Comparator.naturalOrder();
    return names.stream().sorted(order.thenComparing(Comparator.naturalOrder())).toList();
  }
}
