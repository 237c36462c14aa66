package bnn4j.datasets.gtsrb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.datasets.Dataset;
import bnn4j.datasets.Datasets;
import bnn4j.datasets.LabeledImages;
import bnn4j.datasets.Mutation;
import bnn4j.datasets.Reading;
import bnn4j.datasets.Split;
import bnn4j.datasets.Zips;
import bnn4j.foundation.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GtsrbDatasetTest {
  private static final String HEADER =
      "Filename;Width;Height;Roi.X1;Roi.Y1;Roi.X2;Roi.Y2;ClassId\r\n";

  private static final String KAGGLE_HEADER =
      "Width,Height,Roi.X1,Roi.Y1,Roi.X2,Roi.Y2,ClassId,Path\n";

  @TempDir Path data;

  private final List<String> warnings = new ArrayList<>();

  /** Classes 0 and 1, two tracks of three frames each, red and green, taller than wide. */
  private static Map<String, byte[]> training(String prefix) {
    Map<String, byte[]> files = new TreeMap<>();
    for (int label = 0; label < 2; label++) {
      String folder = prefix + "0000" + label + "/";
      StringBuilder table = new StringBuilder(HEADER);
      for (int track = 0; track < 2; track++) {
        for (int frame = 0; frame < 3; frame++) {
          String name = "%05d_%05d.ppm".formatted(track, frame);
          table.append(name).append(";20;40;0;0;19;39;").append(label).append("\r\n");
          files.put(folder + name, Zips.pixmap(20, 40, 200 * (1 - label), 200 * label, track));
        }
      }
      files.put(folder + "GT-0000" + label + ".csv", text(table.toString()));
    }
    return files;
  }

  private static Map<String, byte[]> test() {
    Map<String, byte[]> files = new TreeMap<>();
    files.put("GTSRB/Final_Test/Images/00000.ppm", Zips.pixmap(64, 64, 1, 2, 3));
    files.put("GTSRB/Final_Test/Images/00001.ppm", Zips.pixmap(8, 8, 4, 5, 6));
    files.put(
        "GTSRB/GT-final_test.csv",
        text(HEADER + "00001.ppm;8;8;0;0;7;7;42\r\n00000.ppm;64;64;0;0;63;63;7\r\n"));
    return files;
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private Path gtsrb() {
    return data.resolve("gtsrb");
  }

  private Dataset open() {
    return Datasets.open("gtsrb", data, new Reading(0, false, warnings::add));
  }

  @Test
  void unpackedFoldersAreReadWithTracksAsGroups() {
    Zips.unpack(training("GTSRB/Final_Training/Images/"), gtsrb());
    LabeledImages images = open().training();
    assertThat(images.labels()).containsExactly(0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1);
    assertThat(images.group(0)).isEqualTo(images.group(2)).isNotEqualTo(images.group(3));
    assertThat(images.group(0)).isNotEqualTo(images.group(6));
    assertThat(warnings)
        .containsExactly(
            gtsrb().resolve("GTSRB/Final_Training/Images")
                + ": has 12 images, the official gtsrb has 39209; loaded anyway;"
                + " details: datasets verify gtsrb");
  }

  @Test
  void theLongerSideBecomes32AndTheRestBlack() {
    Zips.unpack(training("GTSRB/Final_Training/Images/"), gtsrb());
    byte[] first = new byte[3072];
    open().training().copyPixels(0, first, 0);
    for (int row = 0; row < 32; row++) {
      for (int column = 0; column < 32; column++) {
        int expected = column >= 8 && column < 24 ? 200 : 0;
        assertThat(first[row * 32 + column] & 255).isEqualTo(expected);
      }
    }
  }

  @Test
  void testLabelsComeFromTheTableInItsOrder() {
    Zips.unpack(test(), gtsrb());
    LabeledImages images = open().test();
    assertThat(images.labels()).containsExactly(42, 7);
    assertThat(images.pixels()[0]).isEqualTo((byte) 4);
    assertThat(images.pixels()[3072]).isEqualTo((byte) 1);
  }

  @Test
  void zipsAreTheSameDataSetAsFolders() {
    Zips.unpack(training("GTSRB/Final_Training/Images/"), gtsrb());
    Zips.unpack(test(), gtsrb());
    Path zipped = data.resolve("zipped");
    Zips.write(
        zipped.resolve("gtsrb/GTSRB_Final_Training_Images.zip"),
        Zips.zip(training("GTSRB/Final_Training/Images/")));
    Zips.write(zipped.resolve("gtsrb/GTSRB_Final_Test_Images.zip"), Zips.zip(test()));
    Zips.write(zipped.resolve("gtsrb/GT-final_test.csv"), test().get("GTSRB/GT-final_test.csv"));
    assertThat(Datasets.open("gtsrb", zipped).checksum()).isEqualTo(open().checksum());
  }

  @Test
  void theCompetitionEditionIsReadToo() {
    Zips.write(gtsrb().resolve("GTSRB-Training_fixed.zip"), Zips.zip(training("GTSRB/Training/")));
    assertThat(open().training().size()).isEqualTo(12);
  }

  /** As Kaggle has it: names of three numbers, commas, another order. */
  private static Map<String, byte[]> kaggle(String prefix, String train, String test) {
    Map<String, byte[]> files = new TreeMap<>();
    StringBuilder table = new StringBuilder(KAGGLE_HEADER);
    for (int label = 1; label >= 0; label--) {
      for (int track = 0; track < 2; track++) {
        for (int frame = 0; frame < 3; frame++) {
          String name = "%d/%05d_%05d_%05d.png".formatted(label, label, track, frame);
          table.append("20,40,0,0,19,39,%d,Train/%s\n".formatted(label, name));
          files.put(
              prefix + train + name, Zips.pixmap(20, 40, 200 * (1 - label), 200 * label, track));
        }
      }
    }
    files.put(prefix + "Train.csv", text(table.toString()));
    files.put(prefix + test + "00000.png", Zips.pixmap(64, 64, 1, 2, 3));
    files.put(prefix + test + "00001.png", Zips.pixmap(8, 8, 4, 5, 6));
    files.put(
        prefix + "Test.csv",
        text(KAGGLE_HEADER + "8,8,0,0,7,7,42,Test/00001.png\n64,64,0,0,63,63,7,Test/00000.png\n"));
    return files;
  }

  @Test
  void theEditionOfKaggleIsTheSameDataSet() {
    Zips.unpack(training("GTSRB/Final_Training/Images/"), gtsrb());
    Zips.unpack(test(), gtsrb());
    String official = open().checksum();
    Zips.unpack(kaggle("", "Train/", "Test/"), data.resolve("a/gtsrb"));
    Zips.unpack(kaggle("archive/", "train/", "test/"), data.resolve("b/gtsrb"));
    Zips.write(data.resolve("c/gtsrb/archive.zip"), Zips.zip(kaggle("GTSRB/", "Train/", "Test/")));
    for (String edition : List.of("a", "b", "c")) {
      Dataset dataset = Datasets.open("gtsrb", data.resolve(edition));
      assertThat(dataset.checksum()).as(edition).isEqualTo(official);
      assertThat(dataset.training().group(0)).isEqualTo(dataset.training().group(2));
    }
  }

  @Test
  void foldersOfTheClassesStandForMissingTables() {
    Zips.unpack(training("GTSRB/Final_Training/Images/"), gtsrb());
    LabeledImages official = open().training();
    Map<String, byte[]> bare = training("GTSRB/Final_Training/Images/");
    bare.keySet().removeIf(name -> name.endsWith(".csv"));
    Zips.unpack(bare, data.resolve("a/gtsrb"));
    Map<String, byte[]> kaggle = kaggle("", "Train/", "Test/");
    kaggle.remove("Train.csv");
    Zips.unpack(kaggle, data.resolve("b/gtsrb"));
    for (String edition : List.of("a", "b")) {
      LabeledImages found = Datasets.open("gtsrb", data.resolve(edition)).training();
      assertThat(found.pixels()).as(edition).isEqualTo(official.pixels());
      assertThat(found.labels()).as(edition).isEqualTo(official.labels());
      assertThat(found.group(0)).as(edition).isEqualTo(found.group(2));
    }
    Zips.unpack(
        Map.of(
            "train/3/00000_00000.png", Zips.pixmap(9, 9, 1, 2, 3),
            "test/42/b.png", Zips.pixmap(9, 9, 4, 5, 6),
            "test/7/a.png", Zips.pixmap(9, 9, 7, 8, 9)),
        data.resolve("c/gtsrb"));
    assertThat(Datasets.open("gtsrb", data.resolve("c")).training().labels()).containsExactly(3);
    assertThat(Datasets.open("gtsrb", data.resolve("c")).test().labels()).containsExactly(7, 42);
  }

  @Test
  void aFolderOfNoClassIsRefused() {
    Zips.unpack(Map.of("train/43/00000_00000.png", Zips.pixmap(9, 9, 1, 2, 3)), gtsrb());
    assertThatThrownBy(() -> open().training())
        .isInstanceOf(Refusal.class)
        .hasMessageEndingWith(
            "train/43/00000_00000.png: expected folders of the classes 0..42, found 43");
  }

  @Test
  void aPictureInTheFolderOfAnotherClassIsRefused() {
    Map<String, byte[]> files = kaggle("", "Train/", "Test/");
    files.put("Train.csv", text(KAGGLE_HEADER + "20,40,0,0,1,1,1,Train/0/00000_00000_00000.png"));
    Zips.unpack(files, gtsrb());
    assertThatThrownBy(() -> open().training())
        .isInstanceOf(Refusal.class)
        .hasMessage(
            gtsrb().resolve("Train.csv")
                + ": Train/0/00000_00000_00000.png has class 1 in the table, but is in"
                + " the folder of"
                + " another class");
  }

  @Test
  void tablesAreReadHoweverSpreadsheetsSaveThem() {
    String official = HEADER + "00001.ppm;8;8;0;0;7;7;42\r\n";
    for (String table :
        List.of(
            official,
            official.replace(';', ','),
            official.replace(';', '\t'),
            "\ufeff" + official,
            official.replace("\r\n", "\n"),
            official.replace("00001.ppm", "\"00001.ppm\""),
            official.toLowerCase(Locale.ROOT),
            official.replace("\r\n", ";;\r\n"))) {
      assertThat(SignTable.read(table.getBytes(StandardCharsets.UTF_8), "table", 43))
          .as(table)
          .containsExactly(new SignTable.Sign("00001.ppm", 42));
    }
  }

  @Test
  void aFolderOfJunkMakesOneMoreClass() {
    Zips.unpack(training("GTSRB/Final_Training/Images/"), gtsrb());
    Zips.unpack(test(), gtsrb());
    for (int i = 0; i < 20; i++) {
      Zips.write(gtsrb().resolve("junk/%02d.ppm".formatted(i)), Zips.pixmap(9, 9, i, i, i));
    }
    Dataset dataset = open();
    assertThat(dataset.classNames()).hasSize(44).endsWith("junk");
    assertThat(dataset.training().countsPerClass()[43]).isEqualTo(18);
    assertThat(dataset.test().countsPerClass()[43]).isEqualTo(2);
  }

  @Test
  void noTrackIsTornApart() {
    Zips.unpack(training("GTSRB/Final_Training/Images/"), gtsrb());
    Split split = Split.of(open().training(), 6, 5);
    assertThat(split.validation().countsPerClass()).startsWith(3, 3);
    assertThat(groups(split.training())).doesNotContainAnyElementsOf(groups(split.validation()));
  }

  @Test
  void theSecondLoadIsKept() throws IOException {
    Map<String, byte[]> files = training("GTSRB/Final_Training/Images/");
    Zips.unpack(files, gtsrb());
    Zips.age(gtsrb());
    LabeledImages first = open().training();
    assertThat(data.resolve(".loaded/gtsrb/TRAINING.images")).exists();
    assertThat(open().training().pixels()).isEqualTo(first.pixels());
    Path picture = gtsrb().resolve("GTSRB/Final_Training/Images/00000/00000_00000.ppm");
    Files.write(picture, Zips.pixmap(32, 32, 9, 9, 9));
    assertThat(open().training().pixels()[0]).isEqualTo((byte) 9);
  }

  @Test
  void brokenTablesAreRefusedWithTheLine() {
    table("Filename;Width\r\n", "line 1: expected a column ClassId, found 'Filename;Width'");
    table(HEADER + "00000_00000.ppm;1\r\n", "line 2: expected 8 columns, found 2");
    table(
        HEADER + "\r\n00000_00000.ppm;1;1;0;0;0;0;43\r\n",
        "line 3: expected a class of 0..42, found '43'");
    table(
        HEADER + "00000_00000.ppm;1;1;0;0;0;0;x\r\n",
        "line 2: expected a class of 0..42, found 'x'");
    table(
        HEADER + "../../x.ppm;1;1;0;0;0;0;1\r\n",
        "line 2: expected the name of a picture, found '../../x.ppm'");
    table(HEADER + "a.ppm;1;1;0;0;0;0;1\r\n", "expected images named track_frame.ppm, found a.ppm");
    table("", "line 1: expected a header with Filename or Path and ClassId, found nothing");
    table("\n", "line 1: expected a header with Filename or Path and ClassId, found nothing");
  }

  @Test
  void aPictureThatIsMissingOrDamagedIsNamed() throws IOException {
    Zips.unpack(training("GTSRB/Final_Training/Images/"), gtsrb());
    Path picture = gtsrb().resolve("GTSRB/Final_Training/Images/00001/00001_00002.ppm");
    Files.write(picture, text("P6\n4 4\n255\n"));
    assertThatThrownBy(() -> open().training())
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith(picture + ": ");
    Files.delete(picture);
    assertThatThrownBy(() -> open().training())
        .isInstanceOf(Refusal.class)
        .hasMessage(picture + ": no such file");
  }

  @Test
  void aFolderWithoutSignsIsRefused() throws IOException {
    Path folder = Files.createDirectories(gtsrb().resolve("GTSRB/Final_Training/Images"));
    assertThatThrownBy(() -> open().training())
        .isInstanceOf(Refusal.class)
        .hasMessage(folder + ": contains no images of traffic signs");
  }

  @Test
  void damagedTablesAreReadOrRefused() {
    byte[] table = test().get("GTSRB/GT-final_test.csv");
    new Mutation(table.length).fuzz(3000, table, bytes -> SignTable.read(bytes, "table", 43));
  }

  private void table(String table, String message) {
    Path file = gtsrb().resolve("GTSRB/Final_Training/Images/00000/GT-00000.csv");
    Zips.write(file, text(table));
    assertThatThrownBy(() -> open().training())
        .isInstanceOf(Refusal.class)
        .hasMessage(file + ": " + message);
  }

  private static Set<Integer> groups(LabeledImages images) {
    Set<Integer> groups = new HashSet<>();
    for (int i = 0; i < images.size(); i++) {
      groups.add(images.group(i));
    }
    return groups;
  }
}
