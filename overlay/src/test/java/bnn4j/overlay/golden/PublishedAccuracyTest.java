package bnn4j.overlay.golden;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.overlay.Overlay;
import bnn4j.overlay.Overlays;
import bnn4j.overlay.engine.Engine;
import bnn4j.overlay.host.Decode;
import bnn4j.overlay.host.InputPacking;
import bnn4j.overlay.params.ParameterFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The published parameter sets on the complete official test sets, as their authors count. */
class PublishedAccuracyTest {
  private static final int IMAGES = 10_000;

  @TempDir Path scratch;

  @ParameterizedTest
  @CsvSource({"lfcW1A1, 9840", "lfcW1A2, 9849"})
  void digitsOfTheTestSetAreToldApartAsPublished(String overlay, int correct) throws IOException {
    Shared.unpack(Shared.path("datasets/mnist.tar.xz"), scratch);
    byte[] images = Files.readAllBytes(scratch.resolve("mnist/t10k-images-idx3-ubyte"));
    byte[] labels = Files.readAllBytes(scratch.resolve("mnist/t10k-labels-idx1-ubyte"));
    int[] classes = classes("mnist", overlay, images, 16, 784);
    assertThat(correct(classes, labels, 8, 1)).isEqualTo(correct);
  }

  /** Restoring the pictures alone takes a quarter of a minute. */
  @Tag("nightly")
  @Test
  void picturesOfTheTestSetAreToldApartAsPublished() throws Exception {
    Path unpack = Shared.path("datasets/Unpack.java").toAbsolutePath().normalize();
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process process =
        new ProcessBuilder(java, unpack.toString(), scratch.toString(), "cifar-10")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor()).isZero();
    byte[] records =
        Files.readAllBytes(scratch.resolve("cifar-10/cifar-10-batches-bin/test_batch.bin"));
    checkPictures("cnvW1A1", records, 7922);
    checkPictures("cnvW1A2", records, 8266);
    checkPictures("cnvW2A2", records, 8429);
  }

  private void checkPictures(String overlay, byte[] records, int correct) throws IOException {
    int[] classes = classes("cifar10", overlay, records, 1, 3073);
    assertThat(correct(classes, records, 0, 3073)).as(overlay).isEqualTo(correct);
  }

  /** Classes of all images of a file, the first at an offset and one every so many bytes. */
  private int[] classes(String set, String name, byte[] file, int offset, int stride)
      throws IOException {
    Overlay overlay = Overlays.named(name);
    Path archive = Shared.path("golden/parameters/%s-%s.tar.xz".formatted(set, name));
    Path folder = Shared.unpack(archive, scratch.resolve(name)).resolve(set).resolve(name);
    InputPacking packing = InputPacking.of(overlay);
    long[] input = new long[IMAGES * packing.words()];
    for (int image = 0; image < IMAGES; image++) {
      packing.pack(file, offset + image * stride, input, image * packing.words());
    }
    long[] output = Engine.of(ParameterFolder.read(folder, overlay)).run(input, IMAGES, 2);
    int[] classes = new int[IMAGES];
    for (int image = 0; image < IMAGES; image++) {
      classes[image] = Decode.MULTIPLE.classOf(overlay, output, image * overlay.outputWords(), 10);
    }
    return classes;
  }

  private static int correct(int[] classes, byte[] labels, int offset, int stride) {
    int correct = 0;
    for (int image = 0; image < classes.length; image++) {
      correct += classes[image] == labels[offset + image * stride] ? 1 : 0;
    }
    return correct;
  }
}
