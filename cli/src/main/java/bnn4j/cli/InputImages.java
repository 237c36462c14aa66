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
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Reads pictures without labels as named on the command line: a picture file, a folder of them, an
 * IDX3 file of grey pictures, or CIFAR-10 records in colour.
 */
final class InputImages {
  private static final List<String> UNKNOWN = List.of("unknown");

  /** Records of CIFAR-10 may be given to a set of fewer classes. */
  private static final int CIFAR_LABELS = 10;

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
   * Pictures, and where they come from.
   *
   * @param names of the files of a folder, one for each picture; none if all are of one file
   */
  record Named(LabeledImages images, List<String> names) {}

  /**
   * All pictures of a file or folder, those of a folder in the order of their names. What cannot be
   * read of a folder is left out with a warning that names it.
   *
   * @param classes of the parameter set, which records may name
   * @throws Refusal if they are not what the overlay takes
   */
  Named read(Path path, int classes) throws IOException {
    if (Files.isDirectory(path)) {
      return folder(path);
    }
    if (PictureReader.isPicture(path)) {
      return new Named(pictures(List.of(path)), List.of());
    }
    Optional<String> kind = PictureReader.otherKind(path);
    boolean idx = kind.filter(name -> name.startsWith("an IDX")).isPresent();
    if (kind.isPresent() && !(idx && shape.channels() == 1)) {
      throw new Refusal(
          "%s: is %s; %s takes pictures (PNG, JPEG, PPM, GIF, BMP or WebP) or %s"
              .formatted(
                  path,
                  kind.get(),
                  taker,
                  shape.channels() == 1 ? "an IDX3 file" : "CIFAR-10 records"));
    }
    if (invert) {
      throw new Refusal("%s: --invert is for picture files, and this is none".formatted(path));
    }
    return new Named(shape.channels() == 1 ? idx(path) : records(path, classes), List.of());
  }

  private Named folder(Path folder) throws IOException {
    PictureFitting fitting = new PictureFitting(shape, invert || invertedInTraining);
    List<String> names = new ArrayList<>();
    ByteArrayOutputStream pixels = new ByteArrayOutputStream();
    for (Path file : filesIn(folder)) {
      String name = file.getFileName().toString();
      try {
        if (Files.isDirectory(file)) {
          throw new Refusal(file + ": is a folder in the folder");
        }
        pixels.writeBytes(fitting.fit(PictureReader.read(file), file.toString()));
        names.add(name);
      } catch (Refusal e) {
        warn.accept("warning: left out: " + e.getMessage());
      }
    }
    if (names.isEmpty()) {
      throw new Refusal(
          "%s: a folder without a picture that can be read (PNG, JPEG, PPM, GIF, BMP or WebP)"
              .formatted(folder));
    }
    LabeledImages images =
        new LabeledImages(shape, pixels.toByteArray(), new int[names.size()], UNKNOWN);
    return new Named(images, List.copyOf(names));
  }

  private static List<Path> filesIn(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(file -> !file.getFileName().toString().startsWith("."))
          .sorted()
          .toList();
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

  private LabeledImages records(Path file, int classes) {
    CifarReader reader = new CifarReader(shape);
    CifarImages found = reader.readImages(file, Math.max(CIFAR_LABELS, classes));
    if (found.ignoredBytes() > 0) {
      warn.accept(
          "warning: %s: the last %d bytes are no whole record of %d; ignored, as the original does"
              .formatted(file, found.ignoredBytes(), reader.recordSize()));
    }
    return found.images();
  }
}
