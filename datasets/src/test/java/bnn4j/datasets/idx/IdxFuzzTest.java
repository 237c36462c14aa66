package bnn4j.datasets.idx;

import bnn4j.foundation.fuzz.Attempt;
import bnn4j.foundation.fuzz.Edit;
import bnn4j.foundation.fuzz.Gzip;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is in an IDX file, it is read or refused. */
class IdxFuzzTest {
  private static final Path FILE = Attempt.folder("idx").resolve("i");
  private static final byte[] IMAGES = IdxBytes.images(6, 4, 5);
  private static final byte[] PACKED = Gzip.pack(IMAGES);
  private static final byte[] LABELS = IdxBytes.labels(6);

  @Provide
  Arbitrary<List<Edit>> edits() {
    return Edit.some();
  }

  @Property
  void brokenImagesAndLabelsAreReadOrRefused(@ForAll("edits") List<Edit> edits) {
    Attempt.refuses(FILE, Edit.apply(edits, IMAGES), IdxReader::readImages);
    Attempt.refuses(FILE, Edit.apply(edits, PACKED), IdxReader::readImages);
    Attempt.refuses(FILE, Edit.apply(edits, LABELS), IdxReader::readLabels);
  }
}
