package bnn4j.cli;

import static bnn4j.cli.CommandRun.done;
import static bnn4j.cli.CommandRun.refused;
import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.datasets.idx.IdxReader;
import bnn4j.foundation.TreeDeletion;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetsCommandTest {
  @TempDir Path scratch;

  @Test
  void listShowsWhatIsKnownAndWhatIsThere() throws IOException {
    Path data = smallDigits();
    Files.delete(data.resolve("mnist/t10k-labels-idx1-ubyte"));
    assertThat(datasets("list"))
        .isEqualTo(
            done(
                "data directory: " + data,
                "name               images     classes  training     test  state",
                "mnist              1x28x28         10     60000    10000  3 of 4 files; get it"
                    + " with: datasets fetch mnist",
                "fashion-mnist      1x28x28         10     60000    10000  missing; get it with:"
                    + " datasets fetch fashion-mnist",
                "emnist-letters     1x28x28         26    124800    20800  missing; get it with:"
                    + " datasets fetch emnist-letters",
                "emnist-balanced    1x28x28         47    112800    18800  missing; get it with:"
                    + " datasets fetch emnist-balanced",
                "emnist-digits      1x28x28         10    240000    40000  missing; get it with:"
                    + " datasets fetch emnist-digits",
                "emnist-mnist       1x28x28         10     60000    10000  missing; get it with:"
                    + " datasets fetch emnist-mnist",
                "emnist-bymerge     1x28x28         47    697932   116323  missing; get it with:"
                    + " datasets fetch emnist-bymerge",
                "emnist-byclass     1x28x28         62    697932   116323  missing; get it with:"
                    + " datasets fetch emnist-byclass",
                "cifar-10           3x32x32         10     50000    10000  missing; get it with:"
                    + " datasets fetch cifar-10",
                "svhn               3x32x32         10     73257    26032  missing; get it with:"
                    + " datasets fetch svhn",
                "gtsrb              3x32x32         43     39209    12630  missing; get it with:"
                    + " datasets fetch gtsrb",
                "gtsrb-junk         3x32x32         44     49209    14630  missing; get it with:"
                    + " datasets fetch gtsrb-junk",
                "nist-sd19          1x28x28         47    731668    82587  missing; get it with:"
                    + " datasets fetch nist-sd19",
                "nist-sd19-by-class 1x28x28         62    731668    82587  missing; get it with:"
                    + " datasets fetch nist-sd19-by-class",
                "rendered-digits    1x28x28         10     20000     4000  rendered when needed"));
  }

  @Test
  void listWithANameShowsAllAboutIt() {
    CommandRun command = datasets("list", "fashion-mnist");
    assertThat(command.code()).isZero();
    assertThat(command.out())
        .startsWith("fashion-mnist: Fashion-MNIST pictures of clothes\n")
        .contains("images:    1x28x28, 60000 training, 10000 test\n")
        .contains("classes:   T-shirt/top, Trouser, Pullover, Dress")
        .contains("licence:   MIT")
        .contains(
            "file:      t10k-labels-idx1-ubyte, 10008 bytes, sha256 0402a96d92fd2663957122ceb108")
        .contains("t10k-labels-idx1-ubyte.gz\n");
    assertThat(datasets("list", "rendered-digits").lines())
        .containsExactly(
            "rendered-digits: Digits drawn by this program from pen strokes; no download",
            "images:    1x28x28, 20000 training, 4000 test",
            "classes:   0, 1, 2, 3, 4, 5, 6, 7, 8, 9",
            "licence:   part of this project",
            "state:     rendered when needed");
  }

  @Test
  void listSaysWhatVerifyWouldRefuseForItsSize() throws IOException {
    smallDigits();
    assertThat(datasets("list").lines())
        .anyMatch(
            line ->
                line.startsWith("mnist ")
                    && line.endsWith(
                        "differs from the official files; see: datasets verify mnist"));
    TreeDeletion.delete(data().resolve("mnist"));
    Shared.unpack("datasets/mnist.tar.xz", data());
    assertThat(datasets("list").lines())
        .anyMatch(line -> line.startsWith("mnist ") && line.endsWith("  complete"));
  }

  @Test
  void verifySaysWhatIsWrongWithEachFile() throws IOException {
    Path folder = smallDigits().resolve("mnist");
    Files.delete(folder.resolve("train-labels-idx1-ubyte"));
    Files.write(folder.resolve("t10k-labels-idx1-ubyte"), new byte[10008]);
    String way = "; get it with: datasets fetch mnist --data " + data();
    assertThat(datasets("verify", "mnist"))
        .isEqualTo(
            new CommandRun(
                1,
                String.join(
                    "\n",
                    "mnist: %s: expected 47040016 bytes, found %d%s"
                        .formatted(
                            folder.resolve("train-images-idx3-ubyte"),
                            16 + 784 * SmallDigits.TRAINING_IMAGES,
                            way),
                    "mnist: train-labels-idx1-ubyte: not in %s%s".formatted(folder, way),
                    "mnist: %s: expected 7840016 bytes, found %d%s"
                        .formatted(
                            folder.resolve("t10k-images-idx3-ubyte"),
                            16 + 784 * SmallDigits.TEST_IMAGES,
                            way),
                    "mnist: %s: expected sha256 %s, found %s%s\n"
                        .formatted(
                            folder.resolve("t10k-labels-idx1-ubyte"),
                            "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
                            "c894d83183d92b7a81cde4806f1f6a5dc6f9b05476243be75fc18670bb8d9bff",
                            way)),
                ""));
  }

  @Test
  void verifyWithoutANameLeavesOutWhatWasNeverFetched() {
    assertThat(datasets("verify"))
        .isEqualTo(
            done(
                "mnist: missing; get it with: datasets fetch mnist",
                "fashion-mnist: missing; get it with: datasets fetch fashion-mnist",
                "emnist-letters: missing; get it with: datasets fetch emnist-letters",
                "emnist-balanced: missing; get it with: datasets fetch emnist-balanced",
                "emnist-digits: missing; get it with: datasets fetch emnist-digits",
                "emnist-mnist: missing; get it with: datasets fetch emnist-mnist",
                "emnist-bymerge: missing; get it with: datasets fetch emnist-bymerge",
                "emnist-byclass: missing; get it with: datasets fetch emnist-byclass",
                "cifar-10: missing; get it with: datasets fetch cifar-10",
                "svhn: missing; get it with: datasets fetch svhn",
                "gtsrb: missing; get it with: datasets fetch gtsrb",
                "gtsrb-junk: missing; get it with: datasets fetch gtsrb-junk",
                "nist-sd19: missing; get it with: datasets fetch nist-sd19",
                "nist-sd19-by-class: missing; get it with: datasets fetch nist-sd19-by-class",
                "rendered-digits: rendered when needed"));
    smallDigits();
    assertThat(datasets("verify").code()).isEqualTo(1);
  }

  @Test
  void filesAsPublishedAreRight() throws IOException {
    Shared.unpack("datasets/mnist.tar.xz", data());
    CommandRun command = datasets("verify", "mnist");
    assertThat(command.code()).isZero();
    assertThat(command.lines()).hasSize(4).allMatch(line -> line.endsWith(": ok"));
    assertThat(datasets("fetch", "mnist", "--offline"))
        .isEqualTo(done("mnist is complete and correct"));
  }

  @Test
  void offlineFetchSaysWhatToPutWhere() {
    CommandRun command = datasets("fetch", "fashion-mnist", "--offline");
    assertThat(command.code()).isEqualTo(2);
    assertThat(command.out()).isEmpty();
    String place =
        "from http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/t10k-labels-idx1-ubyte.gz";
    assertThat(command.err().lines())
        .hasSize(5)
        .startsWith(
            "bnn4j datasets fetch: fashion-mnist is incomplete and --offline is set; required"
                + " files:")
        .endsWith(
            ("  put t10k-labels-idx1-ubyte.gz (5148 bytes, %s) or the unpacked"
                    + " t10k-labels-idx1-ubyte (10008 bytes) into %s")
                .formatted(place, data().resolve("fashion-mnist")));
  }

  @Test
  void whatIsMadeOnTheSpotIsNotFetched() {
    assertThat(datasets("fetch", "rendered-digits"))
        .isEqualTo(done("rendered-digits is rendered when needed; no download is required"));
  }

  @Test
  void previewDrawsASheetOfImages() throws IOException {
    smallDigits();
    Path png = scratch.resolve("sheet.png");
    CommandRun command = datasets("preview", "mnist", "--out", png);
    assertThat(command.code()).isZero();
    assertThat(command.lines())
        .hasSize(12)
        .endsWith(png.toString())
        .first()
        .asString()
        .startsWith("dataset mnist: 10 classes, ")
        .endsWith(" training");
    BufferedImage plain = ImageIO.read(png.toFile());
    assertThat(plain.getWidth()).isGreaterThan(16 * 28);
    assertThat(plain.getHeight()).isGreaterThan(8 * 28);

    Path varied = scratch.resolve("varied.png");
    Path config = TrainedRun.writeConfig(scratch.resolve("small.yaml"));
    assertThat(datasets("preview", "mnist", "--config", config, "--out", varied).lines())
        .endsWith(varied.toString());
    assertThat(varied).isRegularFile();
    assertThat(Files.mismatch(png, varied)).isNotNegative();
  }

  @Test
  void exportWithoutASetGivesTheImagesAsTheyAre() {
    Path folder = smallDigits().resolve("mnist");
    Path images = scratch.resolve("images");
    Path labels = scratch.resolve("labels");
    assertThat(datasets("export", "mnist", "--out", images, "--labels", labels))
        .isEqualTo(done(images + ": 100 images", labels + ": 100 labels"));
    assertThat(images).hasSameBinaryContentAs(folder.resolve("t10k-images-idx3-ubyte"));
    assertThat(labels).hasSameBinaryContentAs(folder.resolve("t10k-labels-idx1-ubyte"));
  }

  @Test
  void exportWithASetGivesThePixelsThatAnUnmodifiedHostShouldSee() {
    Path folder = smallDigits().resolve("mnist");
    Path images = scratch.resolve("images");
    CommandRun command =
        datasets(
            "export",
            "mnist",
            "--split",
            "training",
            "--params",
            TrainedRun.get().parameters(),
            "--out",
            images);
    assertThat(command).isEqualTo(done(images + ": 300 images"));
    byte[] exported = IdxReader.readImages(images).values();
    byte[] original = IdxReader.readImages(folder.resolve("train-images-idx3-ubyte")).values();
    assertThat(exported).hasSameSizeAs(original);
    for (int i = 0; i < exported.length; i++) {
      assertThat(exported[i] & 255).isEqualTo((original[i] & 255) >= 100 ? 255 : 0);
    }
  }

  @Test
  void exportDoesNotReplaceFilesOfADataset() throws IOException {
    Path folder = smallDigits().resolve("mnist");
    Path file = folder.resolve("train-images-idx3-ubyte");
    byte[] before = Files.readAllBytes(file);
    for (String option : List.of("--out", "--labels")) {
      String other = option.equals("--out") ? "--labels" : "--out";
      assertThat(datasets("export", "mnist", option, file, other, scratch.resolve("new")))
          .isEqualTo(
              refused(
                  "bnn4j datasets export: %s: %s is a file of %s, which would be lost; give another file"
                      .formatted(option, file, folder)));
      assertThat(file).hasBinaryContent(before);
    }
  }

  @Test
  void exportForASetThatTakesOtherPicturesConvertsThem() {
    smallDigits();
    Path set = BlankSet.write("cnvW1A1", 10, scratch.resolve("set"));
    Path images = scratch.resolve("images");
    assertThat(datasets("export", "mnist", "--params", set, "--out", images))
        .isEqualTo(
            new CommandRun(
                0,
                "%s: %d images\n".formatted(images, SmallDigits.TEST_IMAGES),
                "warning: the images of mnist (1x28x28) are converted to 3x32x32; see"
                    + " docs/datasets.md\n"));
    assertThat(images).hasSize(3073L * SmallDigits.TEST_IMAGES);
  }

  @Test
  void validationImagesAreAConfigsChoice() {
    smallDigits();
    for (String command : new String[] {"preview", "export"}) {
      assertThat(datasets(command, "mnist", "--out", "x.png", "--split", "validation"))
          .isEqualTo(
              refused(
                  ("bnn4j datasets %s: this dataset has no validation split of its own; use --split"
                          + " training or test")
                      .formatted(command)));
    }
  }

  @Test
  void nonsenseIsRefused() {
    assertThat(CommandRun.of("datasets"))
        .isEqualTo(
            refused(
                "bnn4j datasets: Missing required subcommand",
                "Commands: export, fetch, list, preview, verify",
                "Try 'bnn4j datasets --help'."));
    for (String command : new String[] {"list", "verify", "fetch"}) {
      assertThat(datasets(command, "fashon-mnist"))
          .isEqualTo(
              refused(
                  ("bnn4j datasets %s: dataset 'fashon-mnist' is unknown, did you mean"
                          + " 'fashion-mnist'?; known names: mnist, fashion-mnist, emnist-letters,"
                          + " emnist-balanced, emnist-digits, emnist-mnist,"
                          + " emnist-bymerge, emnist-byclass,"
                          + " cifar-10, svhn, gtsrb, gtsrb-junk, nist-sd19,"
                          + " nist-sd19-by-class, rendered-digits, and folder:PATH for"
                          + " your own images")
                      .formatted(command)));
    }
    assertThat(CommandRun.of("datasets", "fetch"))
        .isEqualTo(
            refused(
                "bnn4j datasets fetch: Missing required parameter: 'NAME'",
                "Try 'bnn4j datasets fetch --help'."));
    assertThat(CommandRun.of("datasets", "export", "mnist"))
        .isEqualTo(
            refused(
                "bnn4j datasets export: Missing required option: '--out=FILE'",
                "Try 'bnn4j datasets export --help'."));
  }

  private Path data() {
    return scratch.resolve("data");
  }

  private Path smallDigits() {
    return SmallDigits.writeInto(data());
  }

  private CommandRun datasets(Object... arguments) {
    Object[] all = new Object[arguments.length + 3];
    all[0] = "datasets";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    all[all.length - 2] = "--data";
    all[all.length - 1] = data();
    return CommandRun.of(all);
  }
}
