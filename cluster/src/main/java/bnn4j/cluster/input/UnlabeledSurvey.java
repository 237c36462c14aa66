package bnn4j.cluster.input;

import bnn4j.cluster.storage.HadoopFiles;
import bnn4j.cluster.storage.HadoopTree;
import bnn4j.cluster.storage.StoredBytes;
import bnn4j.datasets.ImageShape;
import bnn4j.datasets.cifar.CifarReader;
import bnn4j.datasets.idx.IdxHeader;
import bnn4j.datasets.picture.PictureReader;
import bnn4j.evaluation.pictures.FolderClass;
import bnn4j.foundation.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * Finds images to be classified, as {@code infer} does on one machine: picture files, folders of
 * them, IDX files for networks that take grey pictures, CIFAR-10 records for those that take
 * colour.
 */
public final class UnlabeledSurvey {
  private static final int HEAD = 64;

  /** Records of CIFAR-10 may be given to a set of fewer classes. */
  private static final int CIFAR_LABELS = 10;

  private final HadoopFiles files;
  private final ImageShape shape;
  private final String overlay;
  private final List<String> classNames;
  private final Consumer<String> warn;

  /**
   * A survey for a network.
   *
   * @param shape that it takes
   * @param overlay what it is called, for messages
   * @param classNames after which folders may be called
   * @param warn takes warnings
   */
  public UnlabeledSurvey(
      HadoopFiles files,
      ImageShape shape,
      String overlay,
      List<String> classNames,
      Consumer<String> warn) {
    this.files = files;
    this.shape = shape;
    this.overlay = overlay;
    this.classNames = List.copyOf(classNames);
    this.warn = warn;
  }

  /**
   * The images at some URIs, one after the other.
   *
   * @throws Refusal if there are none, or the network does not take them
   */
  public Images of(List<String> uris) {
    List<Source> sources = new ArrayList<>();
    for (String uri : uris) {
      List<FileStatus> found = files.find(uri);
      for (FileStatus status : found) {
        String name = found.size() == 1 ? uri : status.getPath().toString();
        if (status.isDirectory()) {
          sources.addAll(ofFolder(name, status.getPath()));
        } else {
          sources.add(ofFile(status, name));
        }
      }
    }
    return new Images(String.join(", ", uris), sources, null, List.of());
  }

  private Source ofFile(FileStatus file, String name) {
    byte[] head = head(file);
    if (PictureReader.isPicture(head)) {
      StoredPicture picture = new StoredPicture(file.getPath().toString(), name, -1);
      return new PictureSource(name, List.of(picture));
    }
    if (shape.channels() == 1) {
      return idx(file, name);
    }
    Survey.checkKind(file.getPath(), head, "images or CIFAR-10 records");
    return cifar(file, name);
  }

  private byte[] head(FileStatus file) {
    StoredBytes bytes = new StoredBytes(files, file);
    return bytes.isPacked()
        ? bytes.read(0, (int) Math.min(HEAD, bytes.size()))
        : files.head(file.getPath(), HEAD);
  }

  private Source idx(FileStatus status, String name) {
    IdxFile file = IdxFile.open(files, status, name, IdxHeader.IMAGES);
    ImageShape found = new ImageShape(1, file.rows(), file.columns());
    if (!found.equals(shape)) {
      throw new Refusal("%s: images of %s; %s takes %s".formatted(name, found, overlay, shape));
    }
    return new IdxSource(file, null);
  }

  private Source cifar(FileStatus status, String name) {
    StoredBytes bytes = new StoredBytes(files, status);
    long ignored = bytes.size() % CifarBlock.recordSize();
    if (!shape.equals(CifarReader.CIFAR_10) || bytes.size() < CifarBlock.recordSize()) {
      throw new Refusal(
          "%s: expected images of %s or whole CIFAR-10 records of %d bytes, found %d bytes"
              .formatted(name, shape, CifarBlock.recordSize(), bytes.size()));
    }
    if (ignored > 0) {
      warn.accept(
          "%s: the last %d bytes are not a complete record of %d; ignored, as in the original"
              .formatted(name, ignored, CifarBlock.recordSize()));
    }
    return new CifarSource(bytes, name, Math.max(CIFAR_LABELS, classNames.size()));
  }

  private List<Source> ofFolder(String name, Path folder) {
    List<Source> many =
        files.inside(folder).stream()
            .filter(FileStatus::isFile)
            .filter(file -> holdsMany(file))
            .map(file -> ofFile(file, name + "/" + file.getPath().getName()))
            .toList();
    return many.isEmpty() ? List.of(pictures(name, folder)) : many;
  }

  private boolean holdsMany(FileStatus file) {
    String name = file.getPath().getName();
    if (shape.channels() == 3) {
      return name.matches(".*\\.bin(\\.gz)?");
    }
    return (name.contains("images") || name.contains("idx3"))
        && IdxHeader.begins(head(file), IdxHeader.IMAGES);
  }

  private Source pictures(String name, Path folder) {
    try (HadoopTree tree = new HadoopTree(files, folder)) {
      List<StoredPicture> pictures = new ArrayList<>();
      for (String file : tree.names()) {
        int slash = file.indexOf('/');
        int label =
            slash < 0 ? -1 : FolderClass.of(file.substring(0, slash), classNames).orElse(-1);
        pictures.add(new StoredPicture(tree.place(file), file, label));
      }
      return new PictureSource(name, List.copyOf(pictures));
    }
  }
}
