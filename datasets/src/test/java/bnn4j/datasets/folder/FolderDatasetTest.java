package bnn4j.datasets.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.datasets.Dataset;
import bnn4j.datasets.Datasets;
import bnn4j.datasets.ImageShape;
import bnn4j.datasets.LabeledImages;
import bnn4j.datasets.Reading;
import bnn4j.datasets.Split;
import bnn4j.datasets.Zips;
import bnn4j.foundation.Refusal;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FolderDatasetTest {
  private static final ImageShape GREY = new ImageShape(1, 28, 28);

  @TempDir Path data;
  private Path pictures;

  private final List<String> warnings = new ArrayList<>();

  @BeforeEach
  void name() {
    pictures = data.resolve("my pictures");
  }

  private Dataset open(int unreadable, boolean invert) {
    return Datasets.open(
        "folder:" + pictures, data, new Reading(unreadable, invert, warnings::add));
  }

  private Dataset open() {
    return open(0, false);
  }

  private void picture(String name, int red, int green, int blue) {
    Zips.write(pictures.resolve(name), Zips.pixmap(32, 32, red, green, blue));
  }

  /** Ten pictures of each class, told apart by their colour. */
  private void twoClasses() {
    for (int i = 0; i < 10; i++) {
      picture("cat/%d.ppm".formatted(i), 200, i, 0);
      picture("dog/sub/%d.PPM".formatted(i), 100, i, 0);
    }
  }

  @Test
  void foldersAreClassesAndAFifthOfEachIsForTheTest() {
    twoClasses();
    Dataset dataset = open();
    assertThat(dataset.classNames()).containsExactly("cat", "dog");
    assertThat(dataset.shape()).isEqualTo(new ImageShape(3, 32, 32));
    LabeledImages training = dataset.training();
    LabeledImages test = dataset.test();
    assertThat(training.countsPerClass()).containsExactly(8, 8);
    assertThat(test.countsPerClass()).containsExactly(2, 2);
    assertThat(training.pixels()[0]).isEqualTo((byte) 200);
    assertThat(training.pixels()[8 * 3072]).isEqualTo((byte) 100);
    assertThat(warnings)
        .containsExactly(
            pictures + ": class dog contains 1 folders; their images belong to the class: sub");
  }

  @Test
  void theChoiceIsTheSameEveryTimeAndNoPictureIsInBothParts() {
    twoClasses();
    List<String> test = PictureFolder.open(pictures).test().get(0);
    assertThat(PictureFolder.open(pictures).test().get(0)).isEqualTo(test).hasSize(2);
    assertThat(PictureFolder.open(pictures).training().get(0)).doesNotContainAnyElementsOf(test);
  }

  @Test
  void trainAndTestFoldersAreTakenAsTheyAre() {
    picture("train/b/1.ppm", 1, 0, 0);
    picture("train/a/1.ppm", 2, 0, 0);
    picture("train/a/2.ppm", 3, 0, 0);
    picture("test/b/1.ppm", 4, 0, 0);
    Dataset dataset = open();
    assertThat(dataset.classNames()).containsExactly("a", "b");
    assertThat(dataset.training().labels()).containsExactly(0, 0, 1);
    assertThat(dataset.test().labels()).containsExactly(1);
  }

  @Test
  void aTestClassWithoutTrainingPicturesIsRefused() {
    picture("train/a/1.ppm", 1, 0, 0);
    picture("test/b/1.ppm", 4, 0, 0);
    assertThatThrownBy(this::open)
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "%s: has class b, which has no images in %s"
                .formatted(pictures.resolve("test"), pictures.resolve("train")));
  }

  @ParameterizedTest
  @CsvSource({
    "train, val, test",
    "Train, Valid, Test",
    "training, validation, testing",
    "TRAIN_SET, dev, test-set"
  })
  void theUsualNamesOfPartsAreUnderstood(String train, String validation, String test) {
    for (String name : List.of("circle", "square")) {
      picture(train + "/" + name + "/1.ppm", 1, name.charAt(0), 0);
      picture(train + "/" + name + "/2.ppm", 2, name.charAt(0), 1);
      picture(validation + "/" + name + "/1.ppm", 3, name.charAt(0), 2);
      picture(test + "/" + name + "/1.ppm", 4, name.charAt(0), 3);
      picture(test + "/" + name + "/2.ppm", 5, name.charAt(0), 4);
    }
    Dataset dataset = open();
    assertThat(dataset.classNames()).containsExactly("circle", "square");
    assertThat(dataset.training().countsPerClass()).containsExactly(2, 2);
    assertThat(dataset.validation().orElseThrow().countsPerClass()).containsExactly(1, 1);
    assertThat(dataset.test().countsPerClass()).containsExactly(2, 2);
    Split split = Split.of(dataset.as(new ImageShape(3, 28, 28)), 1, 7);
    assertThat(split.training().size()).isEqualTo(4);
    assertThat(split.validation().size()).isEqualTo(2);
    assertThat(warnings).isEmpty();
  }

  @Test
  void ofTrainAndValAloneTheSecondIsTheTest() {
    for (String name : List.of("a", "b")) {
      picture("train/" + name + "/1.ppm", 1, 1, name.charAt(0));
      picture("val/" + name + "/1.ppm", 2, 2, name.charAt(0));
    }
    Dataset dataset = open();
    assertThat(dataset.classNames()).containsExactly("a", "b");
    assertThat(dataset.validation()).isEmpty();
    assertThat(dataset.test().labels()).containsExactly(0, 1);
    dataset.training();
    assertThat(warnings)
        .containsExactly(
            pictures
                + ": has no test folder; the test images are those of val, and"
                + " validation images are selected from train");
  }

  @ParameterizedTest
  @CsvSource({
    "train_images, val_images, test_images",
    "Data-Train, Data-Valid, Data-Test",
    "train/train, val/val, test/test",
    "seg_train/seg_train, seg_val, seg_test/seg_test"
  })
  void partsAreKnownByAnyNameThatSaysSo(String train, String validation, String test) {
    for (String name : List.of("a", "b")) {
      picture(train + "/" + name + "/1.ppm", 1, 1, name.charAt(0));
      picture(train + "/" + name + "/2.ppm", 1, 2, name.charAt(0));
      picture(validation + "/" + name + "/1.ppm", 2, 1, name.charAt(0));
      picture(test + "/" + name + "/1.ppm", 2, 2, name.charAt(0));
    }
    Dataset dataset = open();
    assertThat(dataset.classNames()).containsExactly("a", "b");
    assertThat(dataset.training().size()).isEqualTo(4);
    assertThat(dataset.validation().orElseThrow().size()).isEqualTo(2);
    assertThat(dataset.test().size()).isEqualTo(2);
    assertThat(warnings).isEmpty();
  }

  @Test
  void namesThatHoldAPartAndTheSameNothingElseAreClasses() {
    for (String name : List.of("steam_train", "crash_test", "ship")) {
      picture(name + "/1.ppm", 1, 1, 1);
    }
    assertThat(open().classNames()).containsExactly("crash_test", "ship", "steam_train");
  }

  @Test
  void aTrainAmongOtherThingsIsAClass() {
    for (String name : List.of("car", "train", "ship")) {
      picture(name + "/1.ppm", 1, 1, 1);
    }
    assertThat(open().classNames()).containsExactly("car", "ship", "train");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "train/a/1.ppm test/a/1.ppm cars/1.ppm | ': test and train look like dataset splits,"
            + " but cars do not; expected train, val and test (val or test may be missing) and"
            + " nothing else, or a folder for each class'",
        "val/a/1.ppm test/a/1.ppm | ': test and val look like dataset splits, but they"
            + " are not one of each, with a training split; expected train, val and test"
            + " (val or test may be"
            + " missing) and nothing else, or a folder for each class'",
        "seg_train/a/1.ppm seg_test/a/1.ppm seg_pred/1.ppm | ': seg_test and seg_train look like"
            + " dataset splits, but seg_pred do not; expected train, val and test (val or test may"
            + " be missing) and nothing else, or a folder for each class'",
        "train/a/1.ppm train/b/1.ppm unlabeled/1.ppm | ': train looks like a dataset split with"
            + " the classes a, b, but unlabeled does not; expected train, val and test and nothing"
            + " else, or a folder for each class'",
        "a/1.ppm a/2.ppm | ': has one class, a, but at least two are required'",
        "images/a/1.ppm images/b/1.ppm __MACOSX/images/a/1.ppm | ': has one class, images, but at"
            + " least two are required; did you mean folder:ROOT/images?'",
        "all/a/1.ppm all/b/1.ppm | ': has one class, all, but at least two are required; did"
            + " you mean folder:ROOT/all?'",
        "all/train/a/1.ppm all/test/a/1.ppm | ': contains one folder with dataset splits;"
            + " did you mean folder:ROOT/all?'",
        "train/a/1.ppm test/a/1.ppm | ': has one class, a, but at least two are required'"
      })
  void whatMayMeanSomethingElseIsRefused(String files, String message) {
    for (String file : files.split(" ", -1)) {
      picture(file, 1, 1, 1);
    }
    assertThatThrownBy(this::open)
        .isInstanceOf(Refusal.class)
        .hasMessage(pictures + message.replace("ROOT", pictures.toString()));
  }

  @Test
  void partsWithoutClassesAndClassesWithPartsAreRefused() {
    picture("train/1.ppm", 1, 1, 1);
    picture("test/1.ppm", 1, 1, 1);
    assertThatThrownBy(this::open)
        .isInstanceOf(Refusal.class)
        .hasMessageContaining(": a split must contain class folders, ");
    pictures = data.resolve("other");
    for (String name : List.of("a/train", "a/test", "b/train", "b/test")) {
      picture(name + "/1.ppm", 1, 1, 1);
    }
    assertThatThrownBy(this::open)
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "%s: holds test and train; expected the splits as outer folders, %s/<class>/"
                .formatted(pictures.resolve("a"), pictures.resolve("test")));
  }

  @Test
  void blanksAroundAClassAreLeftOutUnlessThatMakesTwoOfOne() {
    picture("square /1.ppm", 1, 1, 1);
    picture("circle/1.ppm", 1, 1, 1);
    assertThat(open().classNames()).containsExactly("circle", "square");
    picture("square/1.ppm", 1, 1, 1);
    assertThatThrownBy(this::open)
        .isInstanceOf(Refusal.class)
        .hasMessage(
            pictures
                + ": folders 'square ' and 'square' have the same class name, square; rename one");
  }

  @Test
  void aClassThatCannotBeALineIsRefused() {
    picture("a\nb/1.ppm", 1, 1, 1);
    picture("circle/1.ppm", 1, 1, 1);
    assertThatThrownBy(this::open)
        .isInstanceOf(Refusal.class)
        .hasMessage(
            pictures + ": a folder is named 'a?b', which is not a valid class name; rename it");
  }

  @Test
  void lettersComposedInOneWayOrAnotherAreTheSameClass() {
    picture("train/gr\u00f6\u00dfe/1.ppm", 1, 1, 1);
    picture("test/gro\u0308\u00dfe/1.ppm", 2, 1, 1);
    picture("train/other/1.ppm", 1, 2, 1);
    picture("test/other/1.ppm", 2, 2, 1);
    Dataset dataset = open();
    assertThat(dataset.classNames()).containsExactly("gr\u00f6\u00dfe", "other");
    assertThat(dataset.test().countsPerClass()).containsExactly(1, 1);
  }

  @Test
  void classesOfVeryDifferentSizeAndFoldersWithoutPicturesAreRemarkedUpon() throws IOException {
    for (int i = 0; i < 100; i++) {
      picture("many/%d.ppm".formatted(i), 1, i, 1);
    }
    picture("few/1.ppm", 1, 1, 2);
    picture("lonely.ppm", 1, 1, 3);
    Files.createDirectories(pictures.resolve("none"));
    open().training();
    assertThat(warnings)
        .containsExactly(
            pictures + ": 1 images outside of class folders are skipped: lonely.ppm",
            pictures + ": folders without images are skipped: none",
            pictures + ": fewer than 5 images, so none for the test: few",
            pictures
                + ": class sizes differ strongly: many has 80 training images, few has"
                + " 1; the network may ignore the small classes");
  }

  @Test
  void classesThatAreNumbersAreInTheOrderOfNumbers() {
    for (String name : List.of("10", "9", "2")) {
      picture(name + "/1.ppm", 1, 1, 1);
    }
    assertThat(open().classNames()).containsExactly("2", "9", "10");
  }

  @Test
  void everyKindOfPictureIsRead() throws IOException {
    BufferedImage image = new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB);
    for (String format : List.of("png", "jpg", "bmp", "gif")) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      ImageIO.write(image, format, bytes);
      Zips.write(pictures.resolve("black/x." + format), bytes.toByteArray());
    }
    picture("black/x.ppm", 0, 0, 0);
    picture("white/x.ppm", 255, 255, 255);
    // One black pixel, as WebP: nothing in the JVM writes that.
    byte[] webp =
        Base64.getDecoder().decode("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA");
    Zips.write(pictures.resolve("black/x.webp"), webp);
    LabeledImages training = open().training();
    assertThat(training.size() + open().test().size()).isEqualTo(7);
  }

  @Test
  void picturesFollowTheShapeThatTheNetworkTakes() {
    twoClasses();
    // 255 - brightness of (200, i, 0) is about 190: the whole picture is strokes.
    LabeledImages grey = open(0, true).as(GREY).training();
    assertThat(grey.shape()).isEqualTo(GREY);
    assertThat(grey.pixels()[0] & 255).isBetween(185, 196);
    assertThat(open().as(GREY).as(new ImageShape(3, 32, 32)).training().pixels())
        .isEqualTo(open().training().pixels());
  }

  @Test
  void whatSystemsLeaveIsNoClassAndNoRemark() {
    twoClasses();
    picture("$RECYCLE.BIN/a.ppm", 1, 2, 3);
    picture("System Volume Information/a.ppm", 1, 2, 3);
    Zips.write(pictures.resolve("cat/Thumbs.db"), new byte[3]);
    Zips.write(pictures.resolve("Desktop.ini"), new byte[3]);
    assertThat(open().classNames()).containsExactly("cat", "dog");
    open().training();
    assertThat(warnings).noneMatch(warning -> warning.contains("skipped"));
  }

  @Test
  void aLinkToNothingIsAPictureThatCannotBeRead() throws IOException {
    twoClasses();
    Files.createSymbolicLink(pictures.resolve("cat/gone.png"), pictures.resolve("nothing"));
    assertThatThrownBy(() -> open().training())
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("gone.png: is a link to a file that does not exist");
  }

  @Test
  void aLinkBackToTheFolderIsRefused() throws IOException {
    twoClasses();
    Files.createSymbolicLink(pictures.resolve("cat/loop"), pictures);
    assertThatThrownBy(this::open)
        .isInstanceOf(Refusal.class)
        .hasMessage(
            pictures.resolve("cat/loop")
                + ": is a link to a folder around it, so its files have no end; remove it");
  }

  @Test
  void classesThatDifferOnlyInCaseAreRemarkedOnUnlessTheyAreLetters() {
    twoClasses();
    for (int i = 0; i < 5; i++) {
      picture("Cat/%d.ppm".formatted(i), 50, i, 0);
      picture("x/%d.ppm".formatted(i), 60, i, 0);
      picture("X/%d.ppm".formatted(i), 70, i, 0);
    }
    open().training();
    assertThat(warnings)
        .contains(pictures + ": 2 classes differ only in upper and lower case: Cat, cat");
    assertThat(warnings).noneMatch(warning -> warning.contains("X, x"));
  }

  @Test
  void trainvalIsAPartAndANumberBeforeOneIsNoMatter() {
    for (List<String> parts : List.of(List.of("trainval", "test"), List.of("1_train", "2_test"))) {
      pictures = data.resolve(parts.get(0));
      for (int i = 0; i < 2; i++) {
        picture("%s/cat/a%d.ppm".formatted(parts.get(i), i), i, 2, 3);
        picture("%s/dog/b%d.ppm".formatted(parts.get(i), i), 3, 2, i);
      }
      assertThat(open().classNames()).containsExactly("cat", "dog");
      assertThat(open().test().size()).isEqualTo(2);
    }
  }

  @Test
  void theSameFoldersInEveryClassAreRemarkedOn() {
    for (String name : List.of("fold1/cat", "fold1/dog", "fold2/cat", "fold2/dog")) {
      for (int i = 0; i < 5; i++) {
        picture("%s/%d.ppm".formatted(name, i), name.hashCode() & 255, i, 0);
      }
    }
    open().training();
    assertThat(warnings)
        .contains(
            pictures
                + ": each class has the same 2 folders; if these are the classes, sort the images"
                + " into train/<class> and test/<class>: cat, dog");
  }

  @Test
  void theSameImageInTwoClassesIsRemarkedOn() {
    twoClasses();
    for (int i = 0; i < 10; i++) {
      picture("dog/same%d.ppm".formatted(i), 200, i, 0);
    }
    open().training();
    assertThat(warnings)
        .anyMatch(
            warning ->
                warning.contains(" training images are the same as one of another class: cat/")
                    && warning.contains(".ppm and dog/same"));
  }

  @Test
  void aClassWithTooFewImagesForTheTestIsRemarkedOn() {
    twoClasses();
    picture("owl/0.ppm", 9, 9, 9);
    open().training();
    assertThat(warnings).contains(pictures + ": fewer than 5 images, so none for the test: owl");
  }

  @Test
  void unreadablePicturesAreSkippedUpToTheLimit() {
    twoClasses();
    PictureFolder folder = PictureFolder.open(pictures);
    Path broken = pictures.resolve(folder.training().get(0).get(0));
    Zips.write(broken, "no picture".getBytes(StandardCharsets.US_ASCII));
    String reason =
        broken + ": expected an image (PNG, JPEG, PPM, GIF, BMP or WebP), found a text file";
    assertThatThrownBy(() -> open(0, false).training())
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "1 of 16 images cannot be read; 0 are allowed (pictures.unreadable in the config);"
                + " the first: "
                + reason);
    for (int load = 0; load < 2; load++) {
      warnings.clear();
      assertThat(open(1, false).training().countsPerClass()).containsExactly(7, 8);
      assertThat(warnings).endsWith("skipped: " + reason);
    }
  }

  @Test
  void filesThatAreNoPicturesAreLeftOutWithAWarning() {
    twoClasses();
    Zips.write(pictures.resolve("cat/notes.txt"), new byte[1]);
    Zips.write(pictures.resolve("cat/.DS_Store"), new byte[1]);
    assertThat(open().training().size()).isEqualTo(16);
    assertThat(warnings)
        .contains(pictures + ": 1 files without an image extension are skipped: cat/notes.txt");
  }

  @Test
  void aPictureInBothPartsIsALeak() {
    picture("train/a/1.ppm", 1, 0, 0);
    picture("train/b/2.ppm", 2, 0, 0);
    picture("test/a/3.ppm", 3, 0, 0);
    picture("test/b/4.ppm", 2, 0, 0);
    open().training();
    assertThat(warnings)
        .containsExactly(
            pictures
                + ": 1 of 2 test images are also training images, so the accuracy will"
                + " be too high; the first: test/b/4.ppm equals train/b/2.ppm");
  }

  @Test
  void theSecondLoadIsKeptUntilAPictureChanges() throws IOException {
    twoClasses();
    Zips.age(pictures);
    LabeledImages first = open().training();
    assertThat(data.resolve(".loaded")).isDirectoryRecursivelyContaining("glob:**.images");
    FileTime time = Files.getLastModifiedTime(pictures.resolve("cat/1.ppm"));
    picture("cat/1.ppm", 9, 9, 9);
    Files.setLastModifiedTime(pictures.resolve("cat/1.ppm"), time);
    assertThat(open().training().pixels()).isEqualTo(first.pixels());
    picture("cat/11.ppm", 9, 9, 9);
    assertThat(open().training().size()).isEqualTo(17);
  }

  @Test
  void theChecksumIsThatOfTheImages() throws IOException {
    twoClasses();
    String before = open().checksum();
    Path elsewhere = data.resolve("elsewhere");
    Files.move(pictures, elsewhere);
    pictures = elsewhere;
    assertThat(open().checksum()).isEqualTo(before);
    picture("cat/0.ppm", 7, 7, 7);
    assertThat(open().checksum()).isNotEqualTo(before);
  }

  @Test
  void aFolderWithoutPicturesIsRefusedSayingWhatIsExpected() throws IOException {
    assertThatThrownBy(this::open)
        .isInstanceOf(Refusal.class)
        .hasMessage(pictures + ": no such folder; put your images into PATH/<class>/");
    Files.createDirectories(pictures);
    picture("lonely.ppm", 1, 1, 1);
    assertThatThrownBy(this::open)
        .isInstanceOf(Refusal.class)
        .hasMessage(
            ("%s: contains no images in folders; expected %s/<class>/*.png (or jpg, ppm, bmp,"
                        + " gif, webp),")
                    .formatted(pictures, pictures)
                + " or the same below train and test");
    assertThatThrownBy(() -> Datasets.open("folder:", data))
        .isInstanceOf(Refusal.class)
        .hasMessage("folder: the path is missing; write folder:PATH");
  }

  @Test
  void tooFewPicturesForATestAreRefused() {
    picture("a/1.ppm", 1, 1, 1);
    picture("b/1.ppm", 1, 1, 1);
    assertThatThrownBy(() -> open().test())
        .isInstanceOf(Refusal.class)
        .hasMessage(
            pictures
                + ": has no test images; provide at least five per class, or create"
                + " train and test folders");
  }
}
