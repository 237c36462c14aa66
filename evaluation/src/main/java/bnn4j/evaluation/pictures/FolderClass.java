package bnn4j.evaluation.pictures;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** The class that a folder of images is named after. */
public final class FolderClass {
  private FolderClass() {}

  /**
   * The class of a name, or failing that of a number.
   *
   * @param folder its name
   * @param classNames of the network
   */
  public static OptionalInt of(String folder, List<String> classNames) {
    OptionalInt named =
        IntStream.range(0, classNames.size())
            .filter(i -> classNames.get(i).equalsIgnoreCase(folder))
            .findFirst();
    if (named.isPresent() || !folder.matches("\\d{1,5}")) {
      return named;
    }
    int number = Integer.parseInt(folder);
    return number < classNames.size() ? OptionalInt.of(number) : OptionalInt.empty();
  }
}
