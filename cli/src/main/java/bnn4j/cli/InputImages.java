package bnn4j.cli;

import bnn4j.datasets.ImageShape;
import bnn4j.datasets.LabeledImages;
import bnn4j.datasets.cifar.CifarImages;
import bnn4j.datasets.cifar.CifarReader;
import bnn4j.datasets.idx.IdxArray;
import bnn4j.datasets.idx.IdxReader;
import bnn4j.datasets.picture.PictureFitting;
import bnn4j.datasets.picture.PictureReader;
import bnn4j.foundation.Refusal;
import bnn4j.network.InputFormat;
import bnn4j.overlay.Overlay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Reads pictures without labels as named on the command line: a picture file, a folder of them, an
 * IDX3 file of grey pictures, or CIFAR-10 records in colour.
 */
final class InputImages {
  private static final List<String> UNKNOWN = List.of("unknown");

  private final String taker;
  private final ImageShape shape;
  private final boolean invert;
  private final boolean invertedInTraining;
  private final Consumer<String> warn;

  /**
   * A reader.
   *
   * @param overlay whose input the pictures become
   * @param invert whether the person says that picture files show dark strokes on a bright ground
   * @param invertedInTraining whether the set's card says so of the pictures it was trained on
   * @param warn takes warnings
   */
  InputImages(Overlay overlay, boolean invert, boolean invertedInTraining, Consumer<String> warn) {
    InputFormat format = overlay.network().input();
    this.taker = overlay.name();
    this.shape = new ImageShape(format.channels(), format.dimension(), format.dimension());
    this.invert = invert;
    this.invertedInTraining = invertedInTraining;
    this.warn = warn;
  }

  /**
   * All pictures of a file or folder, those of a folder in the order of their names.
   *
   * @throws Refusal if they are not what the overlay takes
   */
  LabeledImages read(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      return pictures(picturesIn(path));
    }
    if (PictureReader.isPicture(path)) {
      return pictures(List.of(path));
    }
    if (invert) {
      throw new Refusal("%s: --invert is for picture files, and this is none".formatted(path));
    }
    return shape.channels() == 1 ? idx(path) : records(path);
  }

  private static List<Path> picturesIn(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      List<Path> files =
          entries.filter(Files::isRegularFile).filter(PictureReader::isPicture).sorted().toList();
      if (files.isEmpty()) {
        throw new Refusal("%s: a folder without a picture (PNG, JPEG or PPM)".formatted(folder));
      }
      return files;
    }
  }

  private LabeledImages pictures(List<Path> files) {
    PictureFitting fitting = new PictureFitting(shape, invert || invertedInTraining);
    byte[] pixels = new byte[Math.multiplyExact(files.size(), shape.values())];
    for (int i = 0; i < files.size(); i++) {
      Path file = files.get(i);
      byte[] values = fitting.fit(PictureReader.read(file), file.toString());
      System.arraycopy(values, 0, pixels, i * values.length, values.length);
    }
    return new LabeledImages(shape, pixels, new int[files.size()], UNKNOWN);
  }

  private LabeledImages idx(Path file) {
    IdxArray array = IdxReader.readImages(file);
    List<Integer> dimensions = array.dimensions();
    ImageShape found = new ImageShape(1, dimensions.get(1), dimensions.get(2));
    if (!found.equals(shape)) {
      throw new Refusal("%s: pictures of %s; %s takes %s".formatted(file, found, taker, shape));
    }
    return new LabeledImages(found, array.values(), new int[array.count()], UNKNOWN);
  }

  private LabeledImages records(Path file) {
    CifarReader reader = new CifarReader(shape);
    CifarImages found = reader.readImages(file);
    if (found.ignoredBytes() > 0) {
      warn.accept(
          "warning: %s: the last %d bytes are no whole record of %d; ignored, as the original does"
              .formatted(file, found.ignoredBytes(), reader.recordSize()));
    }
    return found.images();
  }
}
