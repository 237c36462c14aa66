package bnn4j.cluster.input;

import bnn4j.cluster.storage.HadoopFiles;
import bnn4j.cluster.storage.HadoopTree;
import bnn4j.cluster.storage.StoredBytes;
import bnn4j.datasets.Part;
import bnn4j.datasets.folder.PictureFolder;
import bnn4j.datasets.idx.IdxHeader;
import bnn4j.datasets.picture.PictureReader;
import bnn4j.foundation.FileKind;
import bnn4j.foundation.Refusal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * Detects the kind of input at a URI: IDX files, CIFAR-10 records, or a folder with one folder of
 * images per class, which is split as {@code folder:} is on one machine.
 */
public final class Survey {
  /** So many first bytes tell what a file is. */
  private static final int HEAD = 64;

  private static final String CIFAR_FOLDER = "cifar-10-batches-bin";

  private final HadoopFiles files;
  private final Part part;

  /**
   * A survey of labeled images.
   *
   * @param part which of them, where there are several
   */
  public Survey(HadoopFiles files, Part part) {
    this.files = files;
    this.part = part;
  }

  /**
   * The images at a URI.
   *
   * @throws Refusal if there are none, or their labels are missing
   */
  public Images of(String uri) {
    List<FileStatus> found = files.find(uri);
    if (found.size() == 1 && found.get(0).isDirectory()) {
      return ofFolder(uri, found.get(0).getPath());
    }
    List<Source> sources = new ArrayList<>();
    for (FileStatus file : found) {
      if (file.isDirectory()) {
        throw new Refusal(
            "%s: matches folders, such as %s; specify one folder, or files"
                .formatted(uri, file.getPath()));
      }
      sources.add(ofFile(file));
    }
    return new Images(uri, sources, null, List.of());
  }

  private Source ofFile(FileStatus file) {
    byte[] head = unpackedHead(file);
    if (IdxHeader.begins(head, IdxHeader.IMAGES)) {
      return idx(file);
    }
    if (IdxHeader.begins(head, IdxHeader.LABELS)) {
      throw new Refusal(file.getPath() + ": is an IDX file of labels; specify the image file");
    }
    if (PictureReader.isPicture(head)) {
      throw new Refusal(
          "%s: is an image without a label; specify a folder with one folder per class"
              .formatted(file.getPath()));
    }
    checkKind(file.getPath(), head, "an IDX file of images or CIFAR-10 records");
    return cifar(file);
  }

  /** What is known to be something else is not cut into records. */
  static void checkKind(Path file, byte[] head, String expected) {
    FileKind.of(Arrays.copyOf(head, Math.min(head.length, FileKind.HEAD)))
        .ifPresent(
            kind -> {
              throw new Refusal("%s: is %s; expected %s".formatted(file, kind, expected));
            });
  }

  private byte[] unpackedHead(FileStatus file) {
    StoredBytes bytes = new StoredBytes(files, file);
    return bytes.isPacked()
        ? bytes.read(0, (int) Math.min(HEAD, bytes.size()))
        : files.head(file.getPath(), HEAD);
  }

  private Source idx(FileStatus images) {
    IdxFile file = IdxFile.open(files, images, images.getPath().getName(), IdxHeader.IMAGES);
    Path path = images.getPath();
    String name = path.getName();
    String expected = name.replace("images", "labels").replace("idx3", "idx1");
    FileStatus labels = expected.equals(name) ? null : labels(new Path(path.getParent(), expected));
    if (labels == null) {
      throw new Refusal(
          "%s: has no labels: expected %s beside it"
              .formatted(path, expected.equals(name) ? "a file named ...labels..." : expected));
    }
    IdxFile numbers = IdxFile.open(files, labels, labels.getPath().getName(), IdxHeader.LABELS);
    if (numbers.count() != file.count()) {
      throw new Refusal(
          "%s: offset 4: expected %d images, as many as %s has labels, found %d"
              .formatted(file.uri(), numbers.count(), numbers.uri(), file.count()));
    }
    return new IdxSource(file, numbers);
  }

  /** Packed or not, whatever the images are. */
  private FileStatus labels(Path expected) {
    String other =
        expected.getName().endsWith(".gz")
            ? expected.getName().replaceFirst("\\.gz$", "")
            : expected.getName() + ".gz";
    for (Path path : List.of(expected, new Path(expected.getParent(), other))) {
      Optional<FileStatus> found = files.status(path);
      if (found.isPresent()) {
        return found.get();
      }
    }
    return null;
  }

  private Source cifar(FileStatus file) {
    StoredBytes bytes = new StoredBytes(files, file);
    long over = bytes.size() % CifarBlock.recordSize();
    if (bytes.size() == 0 || over != 0) {
      throw new Refusal(
          ("%s: expected an IDX file of images, or whole CIFAR-10 records of %d bytes; found %d"
                  + " bytes%s")
              .formatted(
                  file.getPath(),
                  CifarBlock.recordSize(),
                  bytes.size(),
                  bytes.size() == 0 ? "" : ", %d too many for records".formatted(over)));
    }
    return new CifarSource(bytes, file.getPath().getName(), 0);
  }

  private Images ofFolder(String uri, Path folder) {
    List<FileStatus> inside = files.inside(folder);
    List<FileStatus> idx =
        inside.stream()
            .filter(file -> file.isFile() && mayBeIdxImages(file.getPath().getName()))
            .filter(file -> IdxHeader.begins(unpackedHead(file), IdxHeader.IMAGES))
            .toList();
    if (!idx.isEmpty()) {
      return new Images(uri, ofPart(uri, idx).stream().map(this::idx).toList(), null, List.of());
    }
    List<FileStatus> records = inside.stream().filter(Survey::mayBeCifar).toList();
    if (records.isEmpty() && files.status(new Path(folder, CIFAR_FOLDER)).isPresent()) {
      records =
          files.inside(new Path(folder, CIFAR_FOLDER)).stream().filter(Survey::mayBeCifar).toList();
    }
    if (!records.isEmpty()) {
      return new Images(
          uri, ofPart(uri, records).stream().map(this::cifar).toList(), null, List.of());
    }
    return pictures(uri, folder);
  }

  private static boolean mayBeIdxImages(String name) {
    return name.contains("images") || name.contains("idx3");
  }

  private static boolean mayBeCifar(FileStatus file) {
    return file.isFile() && file.getPath().getName().matches(".*\\.bin(\\.gz)?");
  }

  /** Those that are called after the part; where none is called after any, all. */
  private List<FileStatus> ofPart(String uri, List<FileStatus> all) {
    List<FileStatus> wanted =
        all.stream().filter(file -> calledAfter(file).orElse(part) == part).toList();
    if (wanted.isEmpty()) {
      throw new Refusal(
          "%s: has no %s images, only %s; choose another --split"
              .formatted(
                  uri, part.name().toLowerCase(Locale.ROOT), all.get(0).getPath().getName()));
    }
    return wanted;
  }

  private static Optional<Part> calledAfter(FileStatus file) {
    String name = file.getPath().getName().toLowerCase(Locale.ROOT);
    if (name.contains("train") || name.startsWith("data_batch")) {
      return Optional.of(Part.TRAINING);
    }
    return name.contains("t10k") || name.contains("test")
        ? Optional.of(Part.TEST)
        : Optional.empty();
  }

  private Images pictures(String uri, Path folder) {
    try (HadoopTree tree = new HadoopTree(files, folder)) {
      PictureFolder listed = PictureFolder.of(java.nio.file.Path.of(uri), tree);
      List<StoredPicture> pictures = new ArrayList<>();
      List<List<String>> classes = listed.pictures(part);
      for (int label = 0; label < classes.size(); label++) {
        for (String name : classes.get(label)) {
          pictures.add(new StoredPicture(tree.place(name), name, label));
        }
      }
      if (pictures.isEmpty()) {
        throw new Refusal(
            "%s: has no %s images; choose another --split, or create train and test folders"
                .formatted(uri, part.name().toLowerCase(Locale.ROOT)));
      }
      return new Images(
          uri,
          List.of(new PictureSource(uri, List.copyOf(pictures))),
          listed.classNames(),
          listed.remarks());
    }
  }
}
