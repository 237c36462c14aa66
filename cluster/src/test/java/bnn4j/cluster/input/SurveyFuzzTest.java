package bnn4j.cluster.input;

import bnn4j.cluster.storage.HadoopFiles;
import bnn4j.datasets.ImageShape;
import bnn4j.datasets.Part;
import bnn4j.datasets.PictureFit;
import bnn4j.datasets.cifar.CifarReader;
import bnn4j.datasets.idx.IdxLayout;
import bnn4j.foundation.fuzz.Attempt;
import bnn4j.foundation.fuzz.Edit;
import bnn4j.foundation.fuzz.EncodedImage;
import bnn4j.foundation.fuzz.Gzip;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.hadoop.conf.Configuration;

/** Whatever lies on the cluster's file system, it is read in blocks or refused. */
class SurveyFuzzTest {
  private static final ImageShape GREY = new ImageShape(1, 3, 4);
  private static final List<String> NAMES = Collections.nCopies(10, "x");
  private static final HadoopFiles FILES = new HadoopFiles(new Configuration());

  private static final Path FOLDER = Attempt.folder("cluster");
  private static final Path IMAGES = FOLDER.resolve("t10k-images-idx3-ubyte");
  private static final Path LABELS = FOLDER.resolve("t10k-labels-idx1-ubyte");
  private static final Path RECORDS = FOLDER.resolve("records.bin");
  private static final Path PICTURE = FOLDER.resolve("picture");

  private static final byte[] IDX_IMAGES =
      ByteBuffer.allocate(16 + 60).putInt(0x803).putInt(5).putInt(3).putInt(4).array();
  private static final byte[] IDX_LABELS =
      ByteBuffer.allocate(8 + 5).putInt(0x801).putInt(5).array();
  private static final byte[] CIFAR = new byte[2 * (1 + CifarReader.CIFAR_10.values())];

  @Provide
  Arbitrary<List<Edit>> edits() {
    return Edit.some();
  }

  private static byte[] png() {
    return EncodedImage.png(new BufferedImage(9, 7, BufferedImage.TYPE_INT_RGB));
  }

  private static void readBlocks(Images images, ImageShape shape) {
    View view = new View(shape, NAMES, IdxLayout.PLAIN, false, PictureFit.FILL);
    for (Shard shard : images.shards(2)) {
      for (Block block : shard.blocks()) {
        block.read(FILES, List.of(view));
      }
    }
  }

  private static void labeled(Path file, ImageShape shape) {
    readBlocks(new Survey(FILES, Part.TEST).of(file.toUri().toString()), shape);
  }

  private static void unlabeled(Path file, ImageShape shape) {
    readBlocks(
        new UnlabeledSurvey(FILES, shape, "a network", NAMES, warning -> {})
            .of(List.of(file.toUri().toString())),
        shape);
  }

  private static void write(Path file, byte[] content) {
    try {
      Files.createDirectories(FOLDER);
      Files.write(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Property
  void brokenIdxFilesAreReadOrRefused(@ForAll("edits") List<Edit> edits) {
    write(LABELS, IDX_LABELS);
    for (byte[] seed : List.of(IDX_IMAGES, Gzip.pack(IDX_IMAGES))) {
      Attempt.refuses(IMAGES, Edit.apply(edits, seed), file -> labeled(file, GREY));
      Attempt.refuses(() -> unlabeled(IMAGES, GREY));
    }
    write(IMAGES, IDX_IMAGES);
    for (byte[] seed : List.of(IDX_LABELS, Gzip.pack(IDX_LABELS))) {
      Attempt.refuses(LABELS, Edit.apply(edits, seed), file -> labeled(IMAGES, GREY));
    }
  }

  @Property
  void brokenRecordsAreReadOrRefused(@ForAll("edits") List<Edit> edits) {
    for (byte[] seed : List.of(CIFAR, Gzip.pack(CIFAR))) {
      Attempt.refuses(
          RECORDS, Edit.apply(edits, seed), file -> labeled(file, CifarReader.CIFAR_10));
      Attempt.refuses(() -> unlabeled(RECORDS, CifarReader.CIFAR_10));
    }
  }

  @Property
  void aBrokenPictureIsReadOrSkipped(@ForAll("edits") List<Edit> edits) {
    Attempt.refuses(
        PICTURE, Edit.apply(edits, png()), file -> unlabeled(file, CifarReader.CIFAR_10));
  }
}
