package bnn4j.datasets.cifar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.datasets.Dataset;
import bnn4j.datasets.Datasets;
import bnn4j.datasets.ImageShape;
import bnn4j.datasets.LabeledImages;
import bnn4j.datasets.Mutation;
import bnn4j.datasets.Reading;
import bnn4j.datasets.Zips;
import bnn4j.foundation.Refusal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same few images in all four editions. */
class CifarEditionTest {
  private static final ImageShape SHAPE = new ImageShape(3, 32, 32);
  private static final int RECORD = 3073;

  @TempDir Path data;

  /** Batches of three records, by the names that they have as record files. */
  private static Map<String, byte[]> records() {
    Map<String, byte[]> batches = new TreeMap<>();
    Random random = new Random(3);
    for (String name :
        new String[] {
          "data_batch_1",
          "data_batch_2",
          "data_batch_3",
          "data_batch_4",
          "data_batch_5",
          "test_batch"
        }) {
      byte[] bytes = new byte[3 * RECORD];
      random.nextBytes(bytes);
      for (int image = 0; image < 3; image++) {
        bytes[image * RECORD] = (byte) random.nextInt(10);
      }
      batches.put("cifar-10-batches-bin/" + name + ".bin", bytes);
    }
    return batches;
  }

  private static Map<String, byte[]> pickles() {
    Map<String, byte[]> batches = new TreeMap<>();
    records()
        .forEach(
            (name, bytes) ->
                batches.put(
                    name.replace("-bin/", "-py/").replace(".bin", ""), Pickle.batch(bytes)));
    return batches;
  }

  private static byte[] tarGz(Map<String, byte[]> files) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(packed))) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        TarArchiveEntry entry = new TarArchiveEntry(file.getKey());
        entry.setSize(file.getValue().length);
        tar.putArchiveEntry(entry);
        tar.write(file.getValue());
        tar.closeArchiveEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  private Dataset open(String folder) {
    return Datasets.open("cifar-10", data.resolve(folder));
  }

  @Test
  void allFourEditionsAreTheSameDataSet() {
    Zips.unpack(records(), data.resolve("a/cifar-10"));
    Zips.unpack(pickles(), data.resolve("b/cifar-10"));
    Zips.write(data.resolve("c/cifar-10/cifar-10-binary.tar.gz"), tarGz(records()));
    Zips.write(data.resolve("d/cifar-10/cifar-10-python.tar.gz"), tarGz(pickles()));
    LabeledImages training = open("a").training();
    assertThat(training.size()).isEqualTo(15);
    for (String edition : new String[] {"b", "c", "d"}) {
      assertThat(open(edition).training().pixels()).isEqualTo(training.pixels());
      assertThat(open(edition).training().labels()).isEqualTo(training.labels());
      assertThat(open(edition).test().pixels()).isEqualTo(open("a").test().pixels());
      assertThat(open(edition).checksum()).isEqualTo(open("a").checksum());
    }
  }

  @Test
  void otherNamesOfClassesBesideTheBatchesAreSaid() {
    List<String> official = Datasets.entry("cifar-10").classNames();
    Map<String, byte[]> files = records();
    Path folder = data.resolve("cifar-10");
    files.put("cifar-10-batches-bin/batches.meta.txt", text(String.join("\n", official) + "\n\n"));
    Zips.unpack(files, folder);
    assertThat(warningsOfLoading()).noneMatch(warning -> warning.contains("names the classes"));
    Path names =
        Zips.write(folder.resolve("cifar-10-batches-bin/batches.meta.txt"), text("cat\ndog\n"));
    assertThat(warningsOfLoading())
        .anyMatch(
            warning ->
                warning.startsWith(
                    names + ": names the classes cat, dog; loaded as airplane, automobile, bird"));
  }

  @Test
  void pickledNamesOfClassesAreComparedToo() {
    Map<String, byte[]> files = pickles();
    // A dictionary with a list of two texts, as protocol 0 writes it.
    files.put("cifar-10-batches-py/batches.meta", text("(dVlabel_names\n(lVcat\naVdog\nas."));
    Zips.unpack(files, data.resolve("cifar-10"));
    assertThat(warningsOfLoading())
        .anyMatch(warning -> warning.contains("batches.meta: names the classes cat, dog"));
    files.put("cifar-10-batches-py/batches.meta", text("nonsense"));
    Zips.unpack(files, data.resolve("cifar-10"));
    assertThat(warningsOfLoading())
        .anyMatch(warning -> warning.contains("the names of the classes are not compared"));
  }

  private List<String> warningsOfLoading() {
    List<String> warnings = new ArrayList<>();
    Datasets.open("cifar-10", data, new Reading(0, false, warnings::add)).test();
    return warnings;
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void aBatchThatIsMissingIsNamed() {
    Map<String, byte[]> files = records();
    files.remove("cifar-10-batches-bin/data_batch_4.bin");
    Path archive = Zips.write(data.resolve("cifar-10/cifar-10-binary.tar.gz"), tarGz(files));
    assertThatThrownBy(() -> Datasets.open("cifar-10", data).training())
        .isInstanceOf(Refusal.class)
        .hasMessage(archive + ": has no data_batch_4.bin");
  }

  @Test
  void aCutArchiveIsRefused() {
    byte[] whole = tarGz(records());
    Path archive =
        Zips.write(data.resolve("cifar-10/cifar-10-binary.tar.gz"), Arrays.copyOf(whole, 20_000));
    assertThatThrownBy(() -> Datasets.open("cifar-10", data).training())
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith(archive + ": cannot be unpacked: ");
  }

  @Test
  void anArchiveThatUnpacksToMoreThanABatchIsRefused() {
    Map<String, byte[]> bomb = Map.of("x/test_batch.bin", new byte[40_000_001]);
    Path archive = Zips.write(data.resolve("cifar-10/cifar-10-binary.tar.gz"), tarGz(bomb));
    assertThatThrownBy(() -> Datasets.open("cifar-10", data).test())
        .isInstanceOf(Refusal.class)
        .hasMessage(archive + "!test_batch.bin: expected at most 40000000 bytes, found more");
  }

  @Test
  void aPickleOfSomethingElseIsRefused() {
    refused(new byte[] {(byte) 0x80, 2, 'N', '.'}, "expected the pickle of a dictionary");
    refused(new byte[] {(byte) 0x80, 2, '}', '.'}, "expected the pickle of a list 'labels'");
    refused(
        new byte[] {(byte) 0x80, 2, 'i'},
        "offset 2: expected an opcode of pickled arrays, found 0x69");
    refused(
        new byte[] {(byte) 0x80, 2, 'T', -1, -1, -1, 127, 'x'}, "offset 7: is a damaged pickle");
    refused(new byte[] {(byte) 0x80, 2, 'h', 1, '.'}, "offset 4: is a damaged pickle");
    refused(new byte[0], "offset 0: is a damaged pickle");
  }

  @Test
  void labelsAndPixelsMustBeAsMany() {
    byte[] batch = records().get("cifar-10-batches-bin/test_batch.bin");
    refused(
        Pickle.batch(batch, 2),
        "expected the pickle of an array 'data' of bytes, 2 x 3072, row by row");
  }

  @Test
  void damagedPicklesAreReadOrRefused() {
    byte[] pickle = Pickle.batch(records().get("cifar-10-batches-bin/test_batch.bin"));
    new Mutation(250).fuzz(20_000, pickle, bytes -> PickledBatch.records(bytes, "batch", SHAPE));
  }

  @Test
  void damagedArchivesAreReadOrRefused() {
    byte[] archive = tarGz(Map.of("x/test_batch.bin", new byte[2 * RECORD]));
    new Mutation(archive.length)
        .fuzz(
            2000,
            archive,
            bytes -> {
              Zips.write(data.resolve("cifar-10/cifar-10-binary.tar.gz"), bytes);
              return Datasets.open("cifar-10", data).test();
            });
  }

  private static void refused(byte[] pickle, String message) {
    assertThatThrownBy(() -> PickledBatch.records(pickle, "batch", SHAPE))
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith("batch: " + message);
  }
}
