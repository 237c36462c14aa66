package bnn4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records of CIFAR-10 and picture files as input. */
class InferPicturesTest {
  private static final int RECORD = 3073;

  @TempDir Path scratch;

  @Test
  void recordsAreClassifiedAsByTheOriginal() throws IOException {
    Path records = Shared.path("golden/inference/inputs/cnv-inputs.cifar10.bin");
    Path raw = scratch.resolve("words.u64");
    CommandRun command = CommandRun.of("infer", published(), "--input", records, "--raw", raw);
    assertThat(command.err()).isEmpty();
    assertThat(command.lines()).hasSize(76).startsWith("0,4,Deer");
    assertThat(raw)
        .hasSameBinaryContentAs(Shared.path("golden/inference/cifar10-cnvW1A1/outputs.u64"));
  }

  @Test
  void aPictureOfARecordIsTheRecord() throws IOException {
    byte[] records =
        Files.readAllBytes(Shared.path("golden/inference/inputs/cnv-inputs.cifar10.bin"));
    Path set = published();
    Path pictures = Files.createDirectories(scratch.resolve("pictures"));
    for (int image = 0; image < 12; image++) {
      BufferedImage picture = new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB);
      for (int i = 0; i < 1024; i++) {
        int at = image * RECORD + 1 + i;
        picture.setRGB(
            i % 32,
            i / 32,
            (records[at] & 255) << 16
                | (records[at + 1024] & 255) << 8
                | (records[at + 2048] & 255));
      }
      ImageIO.write(picture, "png", pictures.resolve("p%02d.png".formatted(image)).toFile());
    }
    Path first = Files.write(scratch.resolve("first.bin"), Arrays.copyOf(records, 12 * RECORD));
    CommandRun fromRecords = CommandRun.of("infer", set, "--input", first);
    assertThat(fromRecords.lines()).hasSize(12);
    CommandRun named = CommandRun.of("infer", set, "--input", pictures);
    for (int image = 0; image < 12; image++) {
      String numbered = named.lines().get(image).replace("p%02d.png".formatted(image), "" + image);
      assertThat(numbered).isEqualTo(fromRecords.lines().get(image));
    }
    assertThat(CommandRun.of("infer", set, "--input", pictures.resolve("p00.png")).lines())
        .isEqualTo(fromRecords.lines().subList(0, 1));
  }

  @Test
  void aPartialRecordIsIgnoredWithAWarning() throws IOException {
    Path records = Files.write(scratch.resolve("cut.bin"), new byte[RECORD + 7]);
    CommandRun command =
        CommandRun.of(
            "infer", BlankSet.write("cnvW1A1", 10, scratch.resolve("set")), "--input", records);
    assertThat(command)
        .isEqualTo(
            new CommandRun(
                0,
                "0,0,c0\n",
                ("warning: %s: the last 7 bytes are not a complete record of 3073;"
                        + " ignored, as in the original\n")
                    .formatted(records)));
  }

  @Test
  void inkOnPaperIsInverted() throws IOException {
    BufferedImage one = new BufferedImage(60, 80, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = one.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, 60, 80);
    graphics.setColor(Color.BLACK);
    graphics.fillRect(27, 10, 6, 50);
    graphics.dispose();
    Path picture = scratch.resolve("one.jpg");
    ImageIO.write(one, "jpeg", picture.toFile());
    Path set =
        Shared.unpack("golden/parameters/mnist-lfcW1A1.tar.xz", scratch).resolve("mnist/lfcW1A1");
    assertThat(CommandRun.of("infer", set, "--input", picture, "--invert"))
        .isEqualTo(CommandRun.done("0,1,1"));
    assertThat(CommandRun.of("infer", set, "--input", picture))
        .isNotEqualTo(CommandRun.done("0,1,1"));

    // The card of a set that was trained on ink on paper says so itself.
    Files.writeString(
        set.resolve("card.yaml"),
        """
        network: lfcW1A1
        dataset: folder:notes
        classes: ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]
        input: {invert: false, contrast: none, threshold: 128, dither: none}
        config: {pictures: {invert: true}}
        """);
    assertThat(CommandRun.of("infer", set, "--input", picture)).isEqualTo(CommandRun.done("0,1,1"));
  }

  @Test
  void whatCannotBecomeTheInputIsRefused() throws IOException {
    Path colour = BlankSet.write("cnvW1A1", 10, scratch.resolve("cnv"));
    Path grey = BlankSet.write("lfcW1A1", 10, scratch.resolve("lfc"));
    Path shortFile = Files.write(scratch.resolve("short.bin"), new byte[100]);
    refused(
        List.of(colour, "--input", shortFile),
        "%s: expected records of 3073 bytes, a label and 3x32x32 values, found 100 bytes"
            .formatted(shortFile));
    Path folder = Files.createDirectories(scratch.resolve("folder"));
    Files.write(folder.resolve("notes.txt"), new byte[3]);
    assertThat(CommandRun.of("infer", grey, "--input", folder))
        .isEqualTo(
            CommandRun.refused(
                ("warning: skipped: %s: expected an image (PNG, JPEG, PPM, GIF, BMP or WebP), found"
                        + " something else")
                    .formatted(folder.resolve("notes.txt")),
                ("bnn4j infer: %s: the folder contains no readable image (PNG, JPEG,"
                        + " PPM, GIF, BMP or"
                        + " WebP)")
                    .formatted(folder)));
    refused(
        List.of(colour, "--input", shortFile, "--invert"),
        "%s: --invert applies only to image files".formatted(shortFile));
    Path broken =
        Files.write(
            scratch.resolve("b.png"), new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10});
    CommandRun damaged = CommandRun.of("infer", grey, "--input", broken);
    assertThat(damaged.code()).isEqualTo(2);
    assertThat(damaged.err())
        .startsWith("bnn4j infer: %s: is a damaged or unsupported PNG: ".formatted(broken))
        .hasLineCount(1);
  }

  private static void refused(List<Object> arguments, String message) {
    Object[] all = new Object[arguments.size() + 1];
    all[0] = "infer";
    System.arraycopy(arguments.toArray(), 0, all, 1, arguments.size());
    assertThat(CommandRun.of(all)).isEqualTo(CommandRun.refused("bnn4j infer: " + message));
  }

  private Path published() throws IOException {
    return Shared.unpack("golden/parameters/cifar10-cnvW1A1.tar.xz", scratch)
        .resolve("cifar10/cnvW1A1");
  }
}
