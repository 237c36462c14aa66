package bnn4j.cli;

import bnn4j.datasets.ImageShape;
import bnn4j.datasets.LabeledImages;
import bnn4j.datasets.idx.IdxArray;
import bnn4j.datasets.idx.IdxReader;
import bnn4j.overlay.Refusal;
import java.nio.file.Path;
import java.util.List;

/** Reads pictures without labels from a file on the command line. */
final class InputImages {
  private InputImages() {}

  /**
   * All pictures of a file.
   *
   * @throws Refusal if they are not what the parameter set takes
   */
  static LabeledImages read(Path file, ParameterSetArgument set) {
    IdxArray array = IdxReader.readImages(file);
    List<Integer> dimensions = array.dimensions();
    ImageShape found = new ImageShape(1, dimensions.get(1), dimensions.get(2));
    if (!found.equals(set.shape())) {
      throw new Refusal(
          "%s: pictures of %s; %s takes %s"
              .formatted(file, found, set.parameters().overlay().name(), set.shape()));
    }
    return new LabeledImages(found, array.values(), new int[array.count()], List.of("unknown"));
  }
}
