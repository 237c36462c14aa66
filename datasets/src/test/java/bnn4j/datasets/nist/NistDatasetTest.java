package bnn4j.datasets.nist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.datasets.Dataset;
import bnn4j.datasets.Datasets;
import bnn4j.datasets.LabeledImages;
import bnn4j.datasets.Zips;
import bnn4j.foundation.Refusal;
import bnn4j.foundation.fuzz.EncodedImage;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NistDatasetTest {
  @TempDir Path data;

  /** A black box, wider than high, on white. */
  private static byte[] character(int left) {
    BufferedImage image = new BufferedImage(128, 128, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, 128, 128);
    graphics.setColor(Color.BLACK);
    graphics.fillRect(left, 40, 56, 28);
    graphics.dispose();
    return EncodedImage.png(image);
  }

  /** The characters 0, C, c and a, in by_class as NIST packs it. */
  private static Map<String, byte[]> byClass() {
    Map<String, byte[]> files = new TreeMap<>();
    for (String code : new String[] {"30", "43", "63", "61"}) {
      String folder = "by_class/" + code + "/";
      files.put(folder + "hsf_0/hsf_0_00000.png", character(10));
      files.put(folder + "hsf_1/hsf_1_00000.png", character(20));
      files.put(folder + "hsf_4/hsf_4_00000.png", character(30));
      files.put(folder + "hsf_0.mit", new byte[3]);
    }
    return files;
  }

  @Test
  void partitionFourIsTheTestAndTheOthersAreToTrainOn() {
    Zips.write(data.resolve("nist-sd19-by-class/by_class.zip"), Zips.zip(byClass()));
    Dataset dataset = Datasets.open("nist-sd19-by-class", data);
    assertThat(dataset.classNames()).hasSize(62);
    assertThat(dataset.test().labels()).containsExactly(0, 12, 36, 38);
    assertThat(dataset.training().labels()).containsExactly(0, 0, 12, 12, 36, 36, 38, 38);
  }

  @Test
  void trainFoldersReplaceThePartitionsThatTheyGather() {
    Map<String, byte[]> files = byClass();
    files.put("by_class/30/train_30/train_30_00000.png", character(1));
    Zips.write(data.resolve("nist-sd19-by-class/by_class.zip"), Zips.zip(files));
    assertThat(Datasets.open("nist-sd19-by-class", data).training().labels()).containsExactly(0);
  }

  @Test
  void lettersThatLookAlikeAreMergedFromEitherEdition() {
    Zips.unpack(byClass(), data.resolve("nist-sd19"));
    Dataset dataset = Datasets.open("nist-sd19", data);
    assertThat(dataset.classNames()).hasSize(47).contains("C", "a").doesNotContain("c");
    int c = dataset.classNames().indexOf("C");
    int a = dataset.classNames().indexOf("a");
    assertThat(dataset.test().labels()).containsExactly(0, c, a, c);

    Map<String, byte[]> merged = new TreeMap<>();
    merged.put("by_merge/30/hsf_4/hsf_4_00000.png", character(30));
    merged.put("by_merge/43_63/hsf_4/hsf_4_00000.png", character(30));
    merged.put("by_merge/43_63/hsf_4/hsf_4_00001.png", character(30));
    Path other = data.resolve("other");
    Zips.write(other.resolve("nist-sd19/by_merge.zip"), Zips.zip(merged));
    assertThat(Datasets.open("nist-sd19", other).test().labels()).containsExactly(0, c, c);
  }

  @Test
  void strokesFillTheSquareBrightOnBlack() {
    Zips.write(data.resolve("nist-sd19-by-class/by_class.zip"), Zips.zip(byClass()));
    LabeledImages images = Datasets.open("nist-sd19-by-class", data).test();
    for (int row = 0; row < 28; row++) {
      for (int column = 0; column < 28; column++) {
        int expected = row >= 7 && row < 21 ? 255 : 0;
        assertThat(images.pixels()[row * 28 + column] & 255).isEqualTo(expected);
      }
    }
  }

  @Test
  void anArchiveOfSomethingElseIsRefused() {
    Path zip =
        Zips.write(data.resolve("nist-sd19/by_merge.zip"), Zips.zip(Map.of("a.txt", new byte[1])));
    assertThatThrownBy(() -> Datasets.open("nist-sd19", data).training())
        .isInstanceOf(Refusal.class)
        .hasMessage(
            zip + ": contains no images named as in NIST SD 19, such as 4a/hsf_4/hsf_4_00000.png");
  }
}
