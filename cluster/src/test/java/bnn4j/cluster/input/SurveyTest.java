package bnn4j.cluster.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.cluster.storage.HadoopFiles;
import bnn4j.datasets.Dataset;
import bnn4j.datasets.Datasets;
import bnn4j.datasets.ImageShape;
import bnn4j.datasets.LabeledImages;
import bnn4j.datasets.Part;
import bnn4j.datasets.PictureFit;
import bnn4j.datasets.cifar.CifarReader;
import bnn4j.datasets.idx.IdxLayout;
import bnn4j.datasets.idx.IdxReader;
import bnn4j.foundation.Refusal;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found at a URI, and that shards together are what one machine reads. */
class SurveyTest {
  private static final List<String> DIGITS =
      IntStream.range(0, 10).mapToObj(Integer::toString).toList();
  private static final ImageShape GREY = new ImageShape(1, 4, 3);

  @TempDir Path folder;
  private final HadoopFiles files = new HadoopFiles(new Configuration());

  private Images survey(Path path) {
    return new Survey(files, Part.TEST).of(path.toUri().toString());
  }

  private static View view(ImageShape shape, List<String> names, IdxLayout layout) {
    return new View(shape, names, layout, false, PictureFit.FILL);
  }

  /** All images of all shards as a worker reads them, which gets shard and files over a wire. */
  private LabeledImages read(Images images, int shards, View view) throws Exception {
    List<LabeledImages> some = new ArrayList<>();
    for (Shard shard : images.shards(shards)) {
      for (Block block : sent(shard).blocks()) {
        some.add(block.read(sent(files), List.of(view)).get(0).images());
      }
    }
    ByteArrayOutputStream pixels = new ByteArrayOutputStream();
    some.forEach(part -> pixels.writeBytes(part.pixels()));
    int[] labels = some.stream().flatMapToInt(part -> Arrays.stream(part.labels())).toArray();
    return new LabeledImages(some.get(0).shape(), pixels.toByteArray(), labels, view.classNames());
  }

  @SuppressWarnings("unchecked")
  private static <T> T sent(T object) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(object);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (T) in.readObject();
    }
  }

  private static void assertSame(LabeledImages found, LabeledImages expected) {
    assertThat(found.shape()).isEqualTo(expected.shape());
    assertThat(found.labels()).isEqualTo(expected.labels());
    assertThat(found.pixels()).isEqualTo(expected.pixels());
  }

  private Path write(String name, byte[] bytes) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    try (OutputStream raw = Files.newOutputStream(file);
        OutputStream out = name.endsWith(".gz") ? new GZIPOutputStream(raw) : raw) {
      out.write(bytes);
    }
    return file;
  }

  private static byte[] random(int length, int bound, int seed) {
    Random random = new Random(seed);
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) random.nextInt(bound);
    }
    return bytes;
  }

  private static byte[] idxImages(int count) {
    byte[] values = random(count * GREY.values(), 256, count);
    return ByteBuffer.allocate(16 + values.length)
        .putInt(0x803)
        .putInt(count)
        .putInt(GREY.rows())
        .putInt(GREY.columns())
        .put(values)
        .array();
  }

  private static byte[] idxLabels(int count, int first) {
    ByteBuffer labels = ByteBuffer.allocate(8 + count).putInt(0x801).putInt(count);
    for (int i = 0; i < count; i++) {
      labels.put((byte) (first + i % 9));
    }
    return labels.array();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7, 23, 100})
  void shardsOfIdxFilesAreTogetherWhatOneMachineReads(int shards) throws Exception {
    Path images = write("t10k-images-idx3-ubyte", idxImages(23));
    Path labels = write("t10k-labels-idx1-ubyte", idxLabels(23, 0));
    LabeledImages expected = IdxReader.read(images, labels, DIGITS);
    View view = view(GREY, DIGITS, IdxLayout.PLAIN);
    assertSame(read(survey(images), shards, view), expected);
    assertSame(read(survey(folder), shards, view), expected);
  }

  @Test
  void packedFilesAreUnpacked() throws Exception {
    Path images = write("t10k-images-idx3-ubyte.gz", idxImages(23));
    Path labels = write("t10k-labels-idx1-ubyte.gz", idxLabels(23, 0));
    assertSame(
        read(survey(images), 4, view(GREY, DIGITS, IdxLayout.PLAIN)),
        IdxReader.read(images, labels, DIGITS));
  }

  @Test
  void emnistIsReadAsItLies() throws Exception {
    write("t10k-images-idx3-ubyte", idxImages(5));
    write("t10k-labels-idx1-ubyte", idxLabels(5, 1));
    IdxLayout layout = new IdxLayout(true, 1);
    LabeledImages read = read(survey(folder), 2, view(new ImageShape(1, 3, 4), DIGITS, layout));
    assertThat(read.labels()).containsExactly(0, 1, 2, 3, 4);
    byte[] stored = Arrays.copyOfRange(idxImages(5), 16, 16 + GREY.values());
    assertThat(read.pixels()[1]).isEqualTo(stored[GREY.columns()]);
  }

  @Test
  void aFolderOfPairsIsDividedByName() throws Exception {
    write("train-images-idx3-ubyte", idxImages(9));
    write("train-labels-idx1-ubyte", idxLabels(9, 0));
    write("t10k-images-idx3-ubyte", idxImages(4));
    write("t10k-labels-idx1-ubyte", idxLabels(4, 0));
    assertThat(survey(folder).count()).isEqualTo(4);
    assertThat(new Survey(files, Part.TRAINING).of(folder.toString()).count()).isEqualTo(9);
  }

  @Test
  void patternsNameSeveralFiles() throws Exception {
    for (String part : List.of("a", "b")) {
      write(part + "-images-idx3-ubyte", idxImages(3));
      write(part + "-labels-idx1-ubyte", idxLabels(3, 0));
    }
    assertThat(new Survey(files, Part.TEST).of(folder + "/*-images-*").count()).isEqualTo(6);
  }

  @Test
  void recordsOfSeveralFilesAreRead() throws Exception {
    int record = CifarReader.CIFAR_10.values() + 1;
    List<Path> parts = new ArrayList<>();
    for (int part = 0; part < 2; part++) {
      byte[] records = random(5 * record, 256, part);
      for (int i = 0; i < 5; i++) {
        records[i * record] = (byte) (i + part);
      }
      parts.add(write("cifar-10-batches-bin/part%d.bin".formatted(part), records));
    }
    LabeledImages expected = new CifarReader(CifarReader.CIFAR_10).readLabeled(parts, DIGITS);
    View view = view(CifarReader.CIFAR_10, DIGITS, IdxLayout.PLAIN);
    assertSame(read(survey(folder), 3, view), expected);
  }

  private void pictures(String name, int count) throws IOException {
    Path target = Files.createDirectories(folder.resolve(name));
    for (int i = 0; i < count; i++) {
      BufferedImage image = new BufferedImage(20 + i, 30, BufferedImage.TYPE_INT_RGB);
      Random random = new Random(name.hashCode() + i);
      for (int x = 0; x < image.getWidth(); x++) {
        image.setRGB(x, random.nextInt(30), random.nextInt());
      }
      ImageIO.write(image, "png", target.resolve("picture %d: %%41.png".formatted(i)).toFile());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "test/"})
  void picturesAreDividedAsOnOneMachine(String part) throws Exception {
    pictures(part + "cat", 11);
    pictures(part + "dog", 6);
    if (!part.isEmpty()) {
      pictures("train/cat", 2);
      pictures("train/dog", 2);
    }
    ImageShape shape = new ImageShape(3, 32, 32);
    Dataset local = Datasets.open("folder:" + folder, folder.resolve("cache")).as(shape);
    Images images = survey(folder);
    assertThat(images.classNames()).contains(List.of("cat", "dog"));
    assertSame(read(images, 2, view(shape, List.of("cat", "dog"), IdxLayout.PLAIN)), local.test());
  }

  @Test
  void aDamagedPictureIsSkippedAndNamed() throws Exception {
    pictures("test/cat", 1);
    pictures("test/dog", 1);
    pictures("train/cat", 1);
    pictures("train/dog", 1);
    write("test/cat/a broken one.png", new byte[] {1, 2, 3});
    View view = view(new ImageShape(3, 32, 32), List.of("cat", "dog"), IdxLayout.PLAIN);
    Sight sight = survey(folder).shards(1).get(0).blocks().get(0).read(files, List.of(view)).get(0);
    assertThat(sight.images().size()).isEqualTo(2);
    assertThat(sight.skipped())
        .singleElement()
        .asString()
        .contains("a broken one.png", "expected an image");
  }

  @Test
  void whatIsMissingIsNamed() {
    assertThatThrownBy(() -> survey(folder.resolve("nothing")))
        .isInstanceOf(Refusal.class)
        .hasMessageEndingWith("nothing: there is no such file or folder");
    assertThatThrownBy(() -> new Survey(files, Part.TEST).of("nosuchfs://a/b"))
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith("nosuchfs://a/b: cannot be read: ")
        .hasMessageContaining("nosuchfs");
  }

  @Test
  void imagesWithoutLabelsAreRefused() throws Exception {
    Path images = write("t10k-images-idx3-ubyte", idxImages(2));
    assertThatThrownBy(() -> survey(images))
        .isInstanceOf(Refusal.class)
        .hasMessageEndingWith(
            "t10k-images-idx3-ubyte: has no labels: expected t10k-labels-idx1-ubyte beside it");
  }

  @Test
  void aFileOfLabelsIsRefused() throws Exception {
    Path labels = write("t10k-labels-idx1-ubyte", idxLabels(2, 0));
    assertThatThrownBy(() -> survey(labels))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("is an IDX file of labels; specify the image file");
  }

  @Test
  void moreLabelsThanImagesAreRefused() throws Exception {
    Path images = write("t10k-images-idx3-ubyte", idxImages(2));
    write("t10k-labels-idx1-ubyte", idxLabels(3, 0));
    assertThatThrownBy(() -> survey(images))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("offset 4: expected 3 images");
  }

  @Test
  void aFileThatIsCutOffIsRefused() throws Exception {
    Path records = write("test_batch.bin", new byte[3073 + 5]);
    assertThatThrownBy(() -> survey(records))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("found 3078 bytes, 5 too many for records");
  }

  @Test
  void whatIsNoRecordIsNotTakenForOne() throws Exception {
    byte[] tiff = new byte[2 * 3073];
    tiff[0] = 'I';
    tiff[1] = 'I';
    tiff[2] = '*';
    Path photo = write("photo.tif", tiff);
    assertThatThrownBy(() -> survey(photo))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("photo.tif: is a TIFF picture; expected an IDX file of images or");
    assertThatThrownBy(() -> unlabeled(photo))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("photo.tif: is a TIFF picture; expected images or CIFAR-10 records");
    byte[] noise = new byte[2 * 3073];
    noise[3073] = 10;
    Images images = unlabeled(write("noise", noise));
    assertThatThrownBy(() -> read(images, 1, view(CifarReader.CIFAR_10, DIGITS, IdxLayout.PLAIN)))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("noise: offset 3073: expected a label of 0..9, found 10");
  }

  private Images unlabeled(Path file) {
    return new UnlabeledSurvey(
            files, CifarReader.CIFAR_10, "cnvW1A1", DIGITS.subList(0, 5), warning -> {})
        .of(List.of(file.toUri().toString()));
  }

  @Test
  void aLabelThatIsNoClassIsRefusedWithItsPlace() throws Exception {
    write("t10k-images-idx3-ubyte", idxImages(6));
    write("t10k-labels-idx1-ubyte", idxLabels(6, 0));
    Images images = survey(folder);
    View view = view(GREY, List.of("a", "b", "c"), IdxLayout.PLAIN);
    assertThatThrownBy(() -> read(images, 2, view))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining(
            "t10k-labels-idx1-ubyte: offset 11: expected a label of 0..2, found 3");
  }
}
