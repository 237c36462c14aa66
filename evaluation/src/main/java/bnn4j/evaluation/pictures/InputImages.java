package bnn4j.evaluation.pictures;

import bnn4j.datasets.ImageShape;
import bnn4j.datasets.LabeledImages;
import bnn4j.datasets.cifar.CifarImages;
import bnn4j.datasets.cifar.CifarReader;
import bnn4j.datasets.idx.IdxArray;
import bnn4j.datasets.idx.IdxReader;
import bnn4j.datasets.picture.Picture;
import bnn4j.datasets.picture.PictureReader;
import bnn4j.datasets.transform.InputTransform;
import bnn4j.datasets.tree.FileTree;
import bnn4j.evaluation.model.DeployedModel;
import bnn4j.foundation.Refusal;
import bnn4j.overlay.Overlay;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Reads unlabelled images named on the command line: image files, folders, IDX3 files of grey
 * images, or CIFAR-10 records in colour, and converts them to network input.
 */
public final class InputImages {
  /** Records of CIFAR-10 may be given to a set of fewer classes. */
  private static final int CIFAR_LABELS = 10;

  /** How many inverted pictures are named one by one. */
  private static final int NAMED = 3;

  private final String network;
  private final List<String> classNames;
  private final InputTransform transform;
  private final Recognizer recognizer;
  private final ImageShape shape;
  private final boolean invert;
  private final Consumer<String> warn;
  private final List<Input> inputs = new ArrayList<>();
  private final ByteArrayOutputStream pixels = new ByteArrayOutputStream();
  private final List<String> inverted = new ArrayList<>();

  /**
   * A picture.
   *
   * @param name of its file, and its number in a file of many; below the folder that was named
   * @param actual class that its folder is called after, if any
   * @param picture as it was; reads it anew
   */
  public record Input(String name, OptionalInt actual, Supplier<Picture> picture) {}

  /**
   * A reader for a model, whose card says how pictures become what it sees.
   *
   * @param recognizer prepares pictures for it
   * @param invert whether the person says that picture files show dark strokes on a bright ground
   * @param warn takes warnings
   */
  public InputImages(
      DeployedModel model, Recognizer recognizer, boolean invert, Consumer<String> warn) {
    this(
        model.overlay().name(),
        model.parameters().classNames(),
        model.input(),
        recognizer,
        invert,
        warn);
  }

  /**
   * A reader of pictures as they are, of no class, for whatever runs on an overlay.
   *
   * @param invert whether the person says that picture files show dark strokes on a bright ground
   * @param warn takes warnings
   */
  public InputImages(Overlay overlay, boolean invert, Consumer<String> warn) {
    this(
        overlay.name(),
        List.of(),
        InputTransform.NONE,
        Recognizer.of(overlay, invert),
        invert,
        warn);
  }

  /**
   * A reader for a network.
   *
   * @param network its name, for messages
   * @param classNames that folders may be called after
   * @param transform what is done to every picture of a file of many
   * @param recognizer prepares pictures for it
   * @param invert whether the person says that picture files show dark strokes on a bright ground
   * @param warn takes warnings
   */
  public InputImages(
      String network,
      List<String> classNames,
      InputTransform transform,
      Recognizer recognizer,
      boolean invert,
      Consumer<String> warn) {
    this.network = network;
    this.classNames = List.copyOf(classNames);
    this.transform = transform;
    this.recognizer = recognizer;
    this.shape = recognizer.shape();
    this.invert = invert;
    this.warn = warn;
  }

  /**
   * All pictures of a file or folder, those of a folder and the folders in it in the order of their
   * names. What cannot be read of a folder is left out with a warning that names it.
   *
   * @throws Refusal if they are not what the network takes
   */
  public void add(Path path) throws IOException {
    add(path, path.toString());
  }

  /** As {@link #add(Path)}, of a file that is shown under another name. */
  public void add(Path path, String name) throws IOException {
    if (Files.isDirectory(path)) {
      folder(path);
    } else if (PictureReader.isPicture(path)) {
      picture(path, name, OptionalInt.empty());
    } else {
      checkKind(path, name);
      many(shape.channels() == 1 ? idx(path, name) : records(path, name), name);
    }
  }

  /** Prints the warnings about all images together. */
  public void finish() {
    if (inverted.isEmpty()) {
      return;
    }
    String names = inverted.stream().limit(NAMED).collect(Collectors.joining(", "));
    warn.accept(
        ("warning: inverted, because they show dark strokes on a bright background: %s%s; use"
                + " --no-invert to disable this")
            .formatted(
                names,
                inverted.size() <= NAMED ? "" : " and %d more".formatted(inverted.size() - NAMED)));
  }

  /** The pictures, in the order in which they were added. */
  public List<Input> inputs() {
    return List.copyOf(inputs);
  }

  /** What the network sees of them, {@code [pictures][channels][rows][columns]}. */
  public LabeledImages images() {
    return new LabeledImages(
        shape, pixels.toByteArray(), new int[inputs.size()], List.of("unknown"));
  }

  private void checkKind(Path path, String name) {
    Optional<String> kind = PictureReader.otherKind(path);
    boolean idx = kind.filter(known -> known.startsWith("an IDX")).isPresent();
    if (kind.isPresent() && !(idx && shape.channels() == 1)) {
      throw new Refusal(
          "%s: is %s; %s takes images (PNG, JPEG, PPM, GIF, BMP or WebP) or %s"
              .formatted(
                  name,
                  kind.get(),
                  network,
                  shape.channels() == 1 ? "an IDX3 file" : "CIFAR-10 records"));
    }
    if (invert) {
      throw new Refusal("%s: --invert applies only to image files".formatted(name));
    }
  }

  private void folder(Path folder) throws IOException {
    int before = inputs.size();
    for (Path file : filesIn(folder)) {
      Path below = folder.relativize(file);
      try {
        picture(file, below.toString().replace('\\', '/'), actual(below));
      } catch (Refusal e) {
        warn.accept("warning: skipped: " + e.getMessage());
      }
    }
    if (inputs.size() == before) {
      throw new Refusal(
          "%s: the folder contains no readable image (PNG, JPEG, PPM, GIF, BMP or WebP)"
              .formatted(folder));
    }
  }

  /** Hidden files and folders are left out and links followed, as training does. */
  private static List<Path> filesIn(Path folder) {
    try (FileTree tree = FileTree.open(folder)) {
      return tree.names().stream().map(folder::resolve).toList();
    }
  }

  /** The class that the outermost folder is called after, by name or, failing that, by number. */
  private OptionalInt actual(Path below) {
    if (below.getNameCount() < 2) {
      return OptionalInt.empty();
    }
    return FolderClass.of(below.getName(0).toString(), classNames);
  }

  private void picture(Path file, String name, OptionalInt actual) {
    Picture read = PictureReader.read(file, remark -> warn.accept("warning: " + remark));
    Recognizer.Sight sight = recognizer.see(read, file.toString());
    if (sight.inverted()) {
      inverted.add(name);
    }
    pixels.writeBytes(sight.pixels());
    inputs.add(new Input(name, actual, () -> PictureReader.read(file)));
  }

  private void many(LabeledImages images, String name) {
    LabeledImages seen = transform.apply(images);
    byte[] image = new byte[shape.values()];
    for (int i = 0; i < images.size(); i++) {
      seen.copyPixels(i, image, 0);
      pixels.writeBytes(image);
      int index = i;
      inputs.add(
          new Input(
              "%s#%d".formatted(name, i), OptionalInt.empty(), () -> original(images, index)));
    }
  }

  private Picture original(LabeledImages images, int index) {
    byte[] image = new byte[shape.values()];
    images.copyPixels(index, image, 0);
    byte[] values = new byte[3 * shape.rows() * shape.columns()];
    for (int i = 0; i < values.length; i++) {
      values[i] = image[i % image.length];
    }
    return new Picture(shape.rows(), shape.columns(), values);
  }

  private LabeledImages idx(Path file, String name) {
    IdxArray array = IdxReader.readImages(file);
    List<Integer> dimensions = array.dimensions();
    ImageShape found = new ImageShape(1, dimensions.get(1), dimensions.get(2));
    if (!found.equals(shape)) {
      throw new Refusal("%s: images of %s; %s takes %s".formatted(name, found, network, shape));
    }
    return new LabeledImages(found, array.values(), new int[array.count()], List.of("unknown"));
  }

  private LabeledImages records(Path file, String name) {
    CifarReader reader = new CifarReader(shape);
    CifarImages found = reader.readImages(file, Math.max(CIFAR_LABELS, classNames.size()));
    if (found.ignoredBytes() > 0) {
      warn.accept(
          ("warning: %s: the last %d bytes are not a complete record of %d; ignored, as"
                  + " in the original")
              .formatted(name, found.ignoredBytes(), reader.recordSize()));
    }
    return found.images();
  }
}
