package bnn4j.datasets.idx;

import bnn4j.foundation.fuzz.Attempt;
import bnn4j.foundation.fuzz.Edit;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is in an IDX file, it is read or refused. */
class IdxFuzzTest {
  private static final Path FILE = Attempt.folder("idx").resolve("i");

  @Provide
  Arbitrary<List<Edit>> edits() {
    return Edit.some();
  }

  @Property
  void brokenImagesAndLabelsAreReadOrRefused(@ForAll("edits") List<Edit> edits) {
    byte[] images = IdxBytes.images(6, 4, 5);
    byte[] labels = IdxBytes.labels(6);
    Attempt.refuses(FILE, Edit.apply(edits, images), IdxReader::readImages);
    Attempt.refuses(FILE, Edit.apply(edits, IdxBytes.packed(images)), IdxReader::readImages);
    Attempt.refuses(FILE, Edit.apply(edits, labels), IdxReader::readLabels);
  }
}
