package bnn4j.datasets.folder;

import bnn4j.datasets.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A folder name that denotes a split.
 *
 * @param folder its name
 * @param part which part that means
 * @param rest what else the name says: {@code images} in {@code train_images}, else empty
 */
record PartName(String folder, Part part, String rest) {
  private static final Map<Part, Set<String>> WORDS =
      Map.of(
          Part.TRAINING,
          Set.of("train", "training", "trainset", "trainingset", "trainval"),
          Part.VALIDATION,
          Set.of("val", "valid", "validate", "validation", "dev", "validationset"),
          Part.TEST,
          Set.of("test", "testing", "tests", "testset", "eval", "evaluation"));

  /**
   * The folders that are named as parts. A name that says more than the part counts if another says
   * the same of another part: {@code train_images} beside {@code val_images}.
   */
  static List<PartName> among(Collection<String> folders) {
    List<PartName> names = folders.stream().flatMap(folder -> of(folder).stream()).toList();
    return names.stream()
        .filter(
            name ->
                name.rest.isEmpty()
                    || names.stream()
                        .anyMatch(n -> n.rest.equals(name.rest) && n.part != name.part))
        .toList();
  }

  private static Optional<PartName> of(String folder) {
    String lower = folder.toLowerCase(Locale.ROOT);
    Optional<Part> whole = part(lower.replaceAll("[ _-]", ""));
    if (whole.isPresent()) {
      return whole.map(part -> new PartName(folder, part, ""));
    }
    List<String> rest = new ArrayList<>(Arrays.asList(lower.split("[ _-]+")));
    List<String> words = rest.stream().filter(word -> part(word).isPresent()).toList();
    if (words.size() != 1) {
      return Optional.empty();
    }
    rest.remove(words.get(0));
    // 1_train and 2_test are in an order, nothing more.
    rest.removeIf(word -> word.matches("\\d+"));
    return part(words.get(0))
        .map(part -> new PartName(folder, part, rest.stream().collect(Collectors.joining(" "))));
  }

  private static Optional<Part> part(String word) {
    return WORDS.entrySet().stream()
        .filter(words -> words.getValue().contains(word))
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
