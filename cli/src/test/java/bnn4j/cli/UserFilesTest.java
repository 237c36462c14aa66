package bnn4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files as users have them, which once went wrong: the small cases beside the project. */
class UserFilesTest {
  @TempDir private Path scratch;

  private static Path theCase(String name) {
    return Shared.path("cases/" + name);
  }

  private CommandRun set(Path folder, String overlay, Path out) {
    CommandRun run =
        CommandRun.of(
            "gen-weights",
            folder.resolve("net.npz"),
            "--overlay",
            folder.resolve(overlay),
            "--out",
            out);
    assertThat(run.code()).as(run.err()).isZero();
    return run;
  }

  private byte[] input(Path picture, int count, int skipped) throws IOException {
    Path trace = scratch.resolve("t-" + picture.getFileName());
    Path set = Path.of("../params-out/cifar-10/cnvW1A1");
    CommandRun run = CommandRun.of("infer", set, "--input", picture, "--trace", trace);
    assertThat(run.code()).as(run.err()).isZero();
    try (InputStream in =
        new GZIPInputStream(Files.newInputStream(trace.resolve("trace0/input.i8.gz")))) {
      in.skipNBytes(skipped);
      return in.readNBytes(count);
    }
  }

  @Test
  void aCmykPictureIsWhatItShowsAndNotItsNegative() throws IOException {
    Path folder = theCase("06-cmyk-jpeg-is-negative");
    byte[] four = input(folder.resolve("blue.jpg"), 3, 0);
    byte[] three = input(folder.resolve("blue.png"), 3, 0);
    for (int i = 0; i < 3; i++) {
      assertThat((double) four[i]).isCloseTo(three[i], offset(4.0));
    }
    assertThat((double) three[2]).isCloseTo(103, offset(2.0));
  }

  @Test
  void aPictureTakenOnItsSideIsSeenUpright() throws IOException {
    Path folder = theCase("26-exif-rotation-ignored");
    for (String name : List.of("up.jpg", "side.jpg")) {
      byte[] upperRight = input(folder.resolve(name), 3, 93);
      assertThat((double) upperRight[0]).isGreaterThan(110);
      assertThat((double) upperRight[2]).isLessThan(-110);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"photo.tif", "notes.txt"})
  void whatIsNoPictureIsNotCutIntoRecords(String name) {
    Path file = theCase("08-tiff-photo-taken-for-records").resolve(name);
    CommandRun run = CommandRun.of("infer", "../params-out/cifar-10/cnvW1A1", "--input", file);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains(file.toString(), "PNG, JPEG, PPM").hasLineCount(1);
  }

  @Test
  void everyPictureOfAFolderIsNamedAndWhatIsLeftOutToo() {
    Path folder = theCase("10-infer-folder-skips-silently");
    Path set = scratch.resolve("set");
    set(folder, "tiny.yaml", set);
    CommandRun run = CommandRun.of("infer", set, "--input", folder.resolve("pics"));
    assertThat(run.code()).isZero();
    assertThat(run.lines())
        .extracting(line -> line.split(",", -1)[0])
        .containsExactly("a.png", "d.png", "sub/e.png");
    assertThat(run.err().lines())
        .hasSize(2)
        .allMatch(line -> line.startsWith("warning: skipped: "))
        .anyMatch(line -> line.contains("b.png") && line.contains("nothing"))
        .anyMatch(line -> line.contains("c.heic"));
  }

  @Test
  void aNameWithACommaIsOneField() throws IOException {
    Path folder = theCase("05-comma-in-class-name");
    Path set = scratch.resolve("set");
    CommandRun run =
        CommandRun.of(
            "gen-weights",
            folder.resolve("net.npz"),
            "--overlay",
            folder.resolve("tiny.yaml"),
            "--classes",
            folder.resolve("names.txt"),
            "--out",
            set);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(CommandRun.of("infer", set, "--input", folder.resolve("p.png")))
        .isEqualTo(CommandRun.done("0,0,\"sign, red\""));
  }

  @Test
  void arraysOfEveryKindThatNumpyWritesAreTheSameSet() throws IOException {
    Path folder = theCase("13-npz-as-numpy-writes-it");
    Path plain = scratch.resolve("c32");
    for (String name : List.of("c32", "fortran", "float64", "float16", "bigendian", "int8")) {
      Path out = scratch.resolve(name);
      CommandRun run =
          CommandRun.of(
              "gen-weights",
              folder.resolve(name + ".npz"),
              "--overlay",
              folder.resolve("small.yaml"),
              "--out",
              out);
      assertThat(run.code()).as(name + run.err()).isZero();
      try (Stream<Path> files = Files.walk(plain)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          assertThat(out.resolve(plain.relativize(file).toString()))
              .as(name)
              .hasSameBinaryContentAs(file);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"net.npz", "NET.NPZ", "weights"})
  void aModelOfBnnPynqIsKnownByItsContent(String name) {
    Path folder = theCase("14-npz-by-another-name");
    CommandRun run =
        CommandRun.of(
            "gen-weights",
            folder.resolve(name),
            "--overlay",
            folder.resolve("small.yaml"),
            "--out",
            scratch.resolve("out"));
    assertThat(run.code()).as(run.err()).isZero();
    CommandRun compared =
        CommandRun.of(
            "compare",
            scratch.resolve("out"),
            folder.resolve(name),
            "--input",
            folder.resolve("p.png"));
    assertThat(compared.code()).as(compared.err()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"official", "comma", "bom", "kaggle"})
  void everyEditionOfTheSignsIsTheSame(String edition) throws IOException {
    Path data = scratch.resolve(edition);
    copy(theCase("21-gtsrb-as-people-have-it").resolve(edition), data);
    for (String part : List.of("training", "test")) {
      Path labels = scratch.resolve(part + ".idx");
      CommandRun run =
          CommandRun.of(
              "datasets",
              "export",
              "gtsrb",
              "--split",
              part,
              "--data",
              data,
              "--out",
              scratch.resolve("o"),
              "--labels",
              labels);
      assertThat(run.code()).as(run.err()).isZero();
      byte[] found = Files.readAllBytes(labels);
      int perClass = part.equals("test") ? 1 : 2;
      assertThat(found).hasSize(8 + 43 * perClass);
      for (int i = 8; i < found.length; i++) {
        assertThat((int) found[i]).isEqualTo((i - 8) / perClass);
      }
    }
  }

  @Test
  void splitDataIsNotTakenForClasses() {
    Path folder = theCase("02-train-val-test-folders");
    CommandRun run =
        CommandRun.of(
            "datasets",
            "preview",
            "folder:" + folder.resolve("pics"),
            "--data",
            scratch.resolve("data"),
            "--out",
            scratch.resolve("sheet.png"));
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.lines())
        .startsWith(
            "dataset folder:%s: 2 classes, 16 training, 10 validation, 10 test"
                .formatted(folder.resolve("pics")),
            "  circle       8       5       5",
            "  square       8       5       5");
  }

  @Test
  void digitsInACamerasFrameAreFittedAsMnistFittedThem() throws IOException {
    Path folder = theCase("25-digit-pictures-lose-points");
    List<String> labels = Files.readAllLines(folder.resolve("labels.txt"));
    for (String pictures : List.of("same28", "frames")) {
      CommandRun run =
          CommandRun.of(
              "infer", "../params-out/mnist/lfcW1A1", "--input", folder.resolve(pictures));
      assertThat(run.code()).as(run.err()).isZero();
      int right = 0;
      for (int i = 0; i < labels.size(); i++) {
        right += run.lines().get(i).split(",", -1)[1].equals(labels.get(i).strip()) ? 1 : 0;
      }
      assertThat(right).as(pictures).isGreaterThanOrEqualTo(58);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
  }

  @Test
  void scoresThatWouldWrapAndOutputsThatNoHostReadsAreRefusedByEveryCommand() throws IOException {
    Path folder = theCase("11-scores-wrap-at-16-bits");
    Path wide = folder.resolve("wide.yaml");
    Path many = scratch.resolve("many.yaml");
    Files.writeString(
        many,
        Files.readString(Path.of("../configs/overlays/lfcSmall.yaml"))
            .replace("neurons: 64, simd", "neurons: 65, simd"));
    for (Path overlay : List.of(wide, many)) {
      String complaint = overlay.equals(wide) ? "do not fit its 16-bit scores" : "found 65 outputs";
      Path config =
          Files.writeString(
              scratch.resolve("c.yaml"),
              "network: %s%ndataset: mnist%n".formatted(overlay.toAbsolutePath()));
      Path set = scratch.resolve("none");
      for (CommandRun run :
          List.of(
              CommandRun.of("overlays", "show", overlay),
              CommandRun.of(
                  "gen-weights", folder.resolve("net.npz"), "--overlay", overlay, "--out", set),
              CommandRun.of("train", "--config", config, "--out", scratch.resolve("runs")))) {
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains(complaint).hasLineCount(1);
      }
      assertThat(set).doesNotExist();
      assertThat(scratch.resolve("runs")).doesNotExist();
    }
  }
}
