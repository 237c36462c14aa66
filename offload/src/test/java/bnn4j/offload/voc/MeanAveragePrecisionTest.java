package bnn4j.offload.voc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import bnn4j.foundation.Refusal;
import bnn4j.offload.yolo.BoundingBox;
import bnn4j.offload.yolo.Detection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeanAveragePrecisionTest {
  private static final int DOG = 11;

  @TempDir Path scratch;

  private static Detection found(float probability, float x) {
    return new Detection(DOG, probability, 0, 0, 0, new BoundingBox(x, 0.5f, 0.2f, 0.2f));
  }

  private static Annotation marked(double left, boolean difficult) {
    return new Annotation(DOG, left, 41, left + 19, 60, difficult);
  }

  /** Right, wrong, right of three objects: precisions 1, 1/2, 2/3 at recalls 1/3, 1/3, 2/3. */
  @Test
  void precisionIsAveragedOverRecall() {
    MeanAveragePrecision precision = new MeanAveragePrecision();
    precision.add(
        List.of(marked(11, false), marked(41, false), marked(71, false)),
        List.of(found(0.9f, 0.2f), found(0.7f, 0.5f), found(0.8f, 0.21f)),
        100,
        100);
    assertThat(precision.objects(DOG)).isEqualTo(3);
    assertThat(precision.averagePrecision(DOG, false))
        .isCloseTo(1 / 3.0 + 1 / 3.0 * 2 / 3, offset(1e-12));
    assertThat(precision.averagePrecision(DOG, true))
        .isCloseTo((4 * 1 + 3 * 2 / 3.0) / 11, offset(1e-12));
    assertThat(precision.area()).isEqualTo(precision.averagePrecision(DOG, false));
  }

  @Test
  void difficultObjectsCountNeitherWay() {
    MeanAveragePrecision precision = new MeanAveragePrecision();
    precision.add(
        List.of(marked(11, false), marked(41, true)),
        List.of(found(0.9f, 0.5f), found(0.8f, 0.2f)),
        100,
        100);
    assertThat(precision.objects(DOG)).isEqualTo(1);
    assertThat(precision.elevenPoints()).isEqualTo(1);
  }

  @Test
  void annotationsAreReadFromXml() throws IOException {
    Path file = scratch.resolve("a.xml");
    Files.writeString(
        file,
        """
        <annotation><size><width>100</width></size>
        <object><name>dog</name><difficult>1</difficult><part><name>head</name>
          <bndbox><xmin>0</xmin><ymin>0</ymin><xmax>1</xmax><ymax>1</ymax></bndbox></part>
          <bndbox><xmin>11</xmin><ymin>41.5</ymin><xmax>30</xmax><ymax>60</ymax></bndbox></object>
        </annotation>
        """);
    assertThat(AnnotationFile.read(file))
        .containsExactly(new Annotation(DOG, 11, 41.5, 30, 60, true));
    Files.writeString(file, "<annotation><object><name>dragon</name></object></annotation>");
    assertThatThrownBy(() -> AnnotationFile.read(file))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("object 0: expected one of VOC's classes")
        .hasMessageContaining("found \"dragon\"");
    Files.writeString(file, "<annotation><object>");
    assertThatThrownBy(() -> AnnotationFile.read(file)).hasMessageContaining("not XML");
  }

  @Test
  void theFolderIsFoundAtItsUsualPlace() throws IOException {
    Path year = scratch.resolve("VOCdevkit/VOC2007");
    Files.createDirectories(year.resolve("Annotations"));
    Files.createDirectories(year.resolve("ImageSets/Main"));
    Files.writeString(year.resolve("ImageSets/Main/test.txt"), "000001\n000002  1\n\n");
    VocFolder folder = VocFolder.find(scratch);
    assertThat(folder.photos("test")).containsExactly("000001", "000002");
    assertThat(folder.photo("000001")).isEqualTo(year.resolve("JPEGImages/000001.jpg"));
    assertThatThrownBy(() -> folder.photos("val")).hasMessageContaining("no such file");
    assertThatThrownBy(() -> VocFolder.find(scratch.resolve("elsewhere")))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("found no Annotations");
  }
}
