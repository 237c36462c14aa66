package bnn4j.cli;

import static bnn4j.cli.CommandRun.done;
import static bnn4j.cli.CommandRun.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetectCommandTest {
  @TempDir Path scratch;

  @Test
  void theDogPhotoIsAsTheOriginals() throws IOException {
    Path out = scratch.resolve("boxes.png");
    Path json = scratch.resolve("boxes.json");
    assertThat(
            CommandRun.of(
                "detect",
                "--network",
                "tinier-yolo",
                "--params",
                OffloadFiles.path("qnn/params"),
                OffloadFiles.path("notebooks/yoloimages/dog.jpg"),
                "--out",
                out,
                "--json",
                json))
        .isEqualTo(done("car: 86%", "dog: 86%", "bicycle: 78%"));
    BufferedImage drawn = ImageIO.read(out.toFile());
    assertThat(drawn.getWidth()).isEqualTo(768);
    // The left side of the bicycle's box, three pixels wide, in the colour of its class.
    for (int x = 78; x < 81; x++) {
      assertThat(drawn.getRGB(x, 300)).isEqualTo(drawn.getRGB(78, 301));
    }
    assertThat(json).content().contains("\"class\" : \"bicycle\"", "\"left\" : 78");
  }

  @Test
  void whatIsMissingIsNamed() throws IOException {
    Path empty = Files.createDirectory(scratch.resolve("empty"));
    assertThat(CommandRun.of("detect", "--params", empty, "x.jpg"))
        .isEqualTo(
            refused(
                ("bnn4j detect: %s: there is no tinier-yolo-layers.json; clone"
                        + " https://github.com/Xilinx/QNN-MO-PYNQ there, or specify the folder of its"
                        + " qnn/params with --params")
                    .formatted(empty)));
    assertThat(CommandRun.of("detect", "--threshold", "2", "x.jpg"))
        .isEqualTo(refused("bnn4j detect: --threshold: expected a number from 0 to 1, found 2.0"));
  }

  @Test
  void vocsMeasureIsPrinted() throws IOException {
    Path year = scratch.resolve("VOCdevkit/VOC2007");
    Files.createDirectories(year.resolve("JPEGImages"));
    Files.createDirectories(year.resolve("Annotations"));
    Files.createDirectories(year.resolve("ImageSets/Main"));
    Files.copy(
        OffloadFiles.path("notebooks/yoloimages/dog.jpg"), year.resolve("JPEGImages/000001.jpg"));
    Files.writeString(year.resolve("ImageSets/Main/test.txt"), "000001\n");
    Files.writeString(
        year.resolve("Annotations/000001.xml"),
        "<annotation><object><name>dog</name><bndbox><xmin>130</xmin><ymin>220</ymin>"
            + "<xmax>310</xmax><ymax>540</ymax></bndbox></object></annotation>");
    CommandRun run =
        CommandRun.of(
            "check-accuracy",
            "--dataset",
            "voc",
            "--data",
            scratch,
            "--params",
            OffloadFiles.path("qnn/params"),
            "--min",
            "50");
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .contains("tinier-yolo (W1A3) on 1 photos: mAP 100.00 % (11 points, as VOC 2007)")
        .contains("passed: 100.00 % is at least the minimum of 50.0 %");
  }

  @Test
  void doReFaTakesOneInput() {
    CommandRun run =
        CommandRun.of("infer", "--network", "dorefanet", "--input", "x.jpg", "--input", "y.jpg");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .startsWith("bnn4j infer: --network takes one --input: a photo or a folder of photos");
  }

  @Test
  void doReFasMissingLayersAreNamed() {
    CommandRun run =
        CommandRun.of(
            "infer",
            "--network",
            "dorefanet",
            "--params",
            OffloadFiles.path("qnn/params"),
            "--input",
            "x.jpg");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("dorefanet-fc-normalized.npy").hasLineCount(1);
  }
}
