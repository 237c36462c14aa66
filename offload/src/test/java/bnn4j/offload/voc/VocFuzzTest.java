package bnn4j.offload.voc;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.foundation.fuzz.Attempt;
import bnn4j.foundation.fuzz.Edit;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is in a list of photos or in what is marked in one, it is read or refused. */
class VocFuzzTest {
  private static final Path FOLDER = Attempt.folder("voc");
  private static final Path LIST = FOLDER.resolve("ImageSets/Main/test.txt");
  private static final Path MARKS = FOLDER.resolve("000001.xml");

  private static final String XML =
      """
      <annotation><filename>000001.jpg</filename><size><width>353</width></size>
        <object><name>dog</name><difficult>0</difficult>
          <bndbox><xmin>48</xmin><ymin>240</ymin><xmax>195</xmax><ymax>371</ymax></bndbox>
        </object>
        <object><name>person</name><difficult>1</difficult>
          <bndbox><xmin>8</xmin><ymin>12.5</ymin><xmax>352</xmax><ymax>498</ymax></bndbox>
          <part><name>head</name><bndbox><xmin>1</xmin></bndbox></part>
        </object>
      </annotation>
      """;

  @Provide
  Arbitrary<List<Edit>> edits() {
    return Edit.some();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void readList(Path list) {
    VocFolder folder = new VocFolder(FOLDER);
    for (String id : folder.photos("test")) {
      folder.photo(id);
      folder.annotation(id);
    }
  }

  @Example
  void theSeedsAreWhole() {
    assertThat(Attempt.refuses(MARKS, bytes(XML), AnnotationFile::read)).isFalse();
    assertThat(Attempt.refuses(LIST, bytes("000001\n000002 -1\n"), VocFuzzTest::readList))
        .isFalse();
  }

  @Property
  void brokenMarksAreReadOrRefused(@ForAll("edits") List<Edit> edits) {
    Attempt.refuses(MARKS, Edit.apply(edits, bytes(XML)), AnnotationFile::read);
  }

  @Property
  void aBrokenListIsReadOrRefused(@ForAll("edits") List<Edit> edits) {
    Attempt.refuses(LIST, Edit.apply(edits, bytes("000001\n000002 -1\n")), VocFuzzTest::readList);
  }
}
