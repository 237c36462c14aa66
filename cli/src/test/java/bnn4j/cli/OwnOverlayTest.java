package bnn4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.datasets.ImageShape;
import bnn4j.datasets.LabeledImages;
import bnn4j.datasets.idx.IdxWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An overlay of the user's own goes the whole way: YAML, weights, folder, engine. */
class OwnOverlayTest {
  private static final int[] WIDTHS = {784, 24, 16, 5};
  private static final int IMAGES = 8;

  @TempDir Path scratch;

  private final Random random = new Random(21);

  @Test
  void itsParameterFolderDescribesItAndSoRunsWithoutBeingTold() throws IOException {
    Path yaml = overlay("tiny", 8);
    Path model = model();
    Path set = scratch.resolve("set");
    CommandRun generated = CommandRun.of("gen-weights", model, "--overlay", yaml, "--out", set);
    assertThat(generated.code()).as(generated.err()).isZero();
    assertThat(set.resolve("overlay.yaml")).content().contains("name: tiny");
    assertThat(set.resolve("hw/config.h")).content().contains("#define L1_SIMD 8");

    Path images = images();
    CommandRun inferred = CommandRun.of("infer", set, "--input", images);
    assertThat(inferred.lines()).as(inferred.err()).hasSize(IMAGES);
    assertThat(CommandRun.of("compare", set, model, "--input", images))
        .isEqualTo(
            CommandRun.done("%d images compared: the same in every layer".formatted(IMAGES)));
    assertThat(CommandRun.of("params", "show", set).lines()).contains("network:    tiny");
  }

  @Test
  void aFolderWithoutDescriptionIsReadForTheOverlayAskedFor() throws IOException {
    Path yaml = overlay("tiny", 8);
    Path set = scratch.resolve("set");
    CommandRun.of("gen-weights", model(), "--overlay", yaml, "--out", set);
    CommandRun described = CommandRun.of("infer", set, "--input", images());
    Files.delete(set.resolve("overlay.yaml"));
    assertThat(CommandRun.of("infer", set, "--input", images()).err())
        .contains("does not match any published overlay");
    assertThat(CommandRun.of("infer", set, "--input", images(), "--overlay", yaml))
        .isEqualTo(described);
  }

  @Test
  void aPublishedSetInItsPlaceIsDescribedAsSuch() throws IOException {
    Path set = scratch.resolve("set");
    CommandRun.of("gen-weights", model(), "--overlay", overlay("tiny", 8), "--out", set);
    Path published = Shared.path("golden/finnthesizer/lfcW1A1-edge/mnist-1w-1a.npz");
    CommandRun.of("gen-weights", published, "--overlay", "lfc", "--out", set, "--force");
    assertThat(CommandRun.of("params", "show", set).lines()).contains("network:    lfcW1A1");
  }

  @Test
  void theCardOfAFormerSetDoesNotStayBehind() throws IOException {
    Path set = scratch.resolve("set");
    Path yaml = overlay("tiny", 8);
    CommandRun.of("gen-weights", model(), "--overlay", yaml, "--out", set);
    Path card = Files.writeString(set.resolve("card.yaml"), "network: lfcW1A1\n");
    CommandRun.of("gen-weights", model(), "--overlay", yaml, "--out", set, "--force");
    assertThat(card).doesNotExist();
  }

  @Test
  void anIllegalOneIsRefusedBeforeTheModelIsLookedAt() throws IOException {
    Path yaml = overlay("tiny", 7);
    assertThat(CommandRun.of("gen-weights", "none.npz", "--overlay", yaml))
        .isEqualTo(
            CommandRun.refused(
                ("bnn4j gen-weights: %s: overlay tiny, layer 1: SIMD 7 does not fit 24 columns of"
                        + " 1-bit weights; legal values are 1, 2, 3, 4, 6, 8, 12, 24")
                    .formatted(yaml)));
  }

  private Path overlay(String name, int simd) throws IOException {
    return Files.writeString(
        scratch.resolve(name + ".yaml"),
        """
        name: %s
        precision: W1A1
        input: {channels: 1, dimension: 28, bits: 1}
        layers:
          - dense: {neurons: 24, simd: 64, pe: 4}
          - dense: {neurons: 16, simd: %d, pe: 2}
          - dense: {neurons: 5, simd: 4, pe: 8}
        """
            .formatted(name, simd));
  }

  private Path images() {
    byte[] pixels = new byte[IMAGES * 784];
    new Random(5).nextBytes(pixels);
    Path file = scratch.resolve("images.idx3");
    IdxWriter.writeImages(
        new LabeledImages(new ImageShape(1, 28, 28), pixels, new int[IMAGES], List.of("a")), file);
    return file;
  }

  /** W, b, beta, gamma, mean and inv_std of each layer. */
  private Path model() throws IOException {
    Path file = scratch.resolve("model.npz");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      int array = 0;
      for (int layer = 1; layer < WIDTHS.length; layer++) {
        write(
            zip,
            array++,
            "%d, %d".formatted(WIDTHS[layer - 1], WIDTHS[layer]),
            WIDTHS[layer - 1] * WIDTHS[layer]);
        for (int vector = 0; vector < 5; vector++) {
          write(zip, array++, WIDTHS[layer] + ",", WIDTHS[layer]);
        }
      }
    }
    return file;
  }

  private void write(ZipOutputStream zip, int index, String shape, int count) throws IOException {
    zip.putNextEntry(new ZipEntry("arr_%d.npy".formatted(index)));
    zip.write(npy(shape, count));
    zip.closeEntry();
  }

  private byte[] npy(String shape, int count) throws IOException {
    String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (%s), }".formatted(shape);
    String padded = header + " ".repeat(117 - header.length()) + "\n";
    ByteBuffer values = ByteBuffer.allocate(count * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < count; i++) {
      values.putFloat(2 * random.nextFloat() - 1);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = bytes) {
      out.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 118, 0});
      out.write(padded.getBytes(StandardCharsets.US_ASCII));
      out.write(values.array());
    }
    return bytes.toByteArray();
  }
}
