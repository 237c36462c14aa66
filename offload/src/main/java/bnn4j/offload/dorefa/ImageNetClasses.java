package bnn4j.offload.dorefa;

import bnn4j.datasets.pickle.PickleReader;
import bnn4j.datasets.pickle.PickleReader.ByteText;
import bnn4j.foundation.FailureText;
import bnn4j.foundation.InputFile;
import bnn4j.foundation.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Names of the classes.
 *
 * @param wnids names in WordNet, such as {@code n01484850}
 * @param names, synonyms separated by commas
 */
public record ImageNetClasses(List<String> wnids, List<String> names) {
  private static final String FILE = "imagenet-classes.pkl";

  /** A hundred times what the published file has. */
  private static final int MOST_BYTES = 1 << 23;

  /**
   * Reads them from where the original has them, which is {@code notebooks} beside {@code qnn}, or
   * from the folder of the parameters.
   *
   * @throws Refusal if they are not there or something else
   */
  public static ImageNetClasses read(Path folder) {
    Path beside = folder.resolve("../../notebooks").resolve(FILE).normalize();
    Path file =
        Stream.of(folder.resolve(FILE), beside)
            .filter(Files::isRegularFile)
            .findFirst()
            .orElseThrow(
                () ->
                    new Refusal(
                        ("%s: contains no %s with the class names and is not %s; copy it"
                                + " from notebooks of https://github.com/Xilinx/QNN-MO-PYNQ")
                            .formatted(folder, FILE, beside)));
    try {
      return of(
          file,
          new PickleReader(InputFile.read(file, MOST_BYTES, "a pickle"), file.toString()).read());
    } catch (IOException e) {
      throw new Refusal("%s: cannot be read: %s".formatted(file, FailureText.reason(e)), e);
    }
  }

  private static ImageNetClasses of(Path file, Object root) {
    List<String> wnids = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (long i = 0; i < DenseLayers.CLASSES; i++) {
      if (!(root instanceof Map<?, ?> map)
          || !(map.get(i) instanceof List<?> entry)
          || entry.size() != 2
          || !(entry.get(0) instanceof ByteText wnid)
          || !(entry.get(1) instanceof ByteText name)) {
        throw new Refusal(
            "%s: expected a dictionary of %d classes, each with two names"
                .formatted(file, DenseLayers.CLASSES));
      }
      wnids.add(wnid.toString());
      names.add(name.toString());
    }
    return new ImageNetClasses(List.copyOf(wnids), List.copyOf(names));
  }

  /** The first of a class's names. */
  public String shortName(int index) {
    String all = names.get(index);
    int comma = all.indexOf(',');
    return comma < 0 ? all : all.substring(0, comma);
  }
}
