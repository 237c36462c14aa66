package bnn4j.datasets.idx;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.datasets.ImageShape;
import bnn4j.datasets.StoredFile;
import bnn4j.foundation.fuzz.Attempt;
import bnn4j.foundation.fuzz.Edit;
import bnn4j.foundation.fuzz.Gzip;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is in a table of pixels, it is read or refused. */
class PixelTableFuzzTest {
  private static final Path FILE = Attempt.folder("pixels").resolve("p.csv");
  private static final ImageShape SHAPE = new ImageShape(1, 2, 3);
  private static final byte[] TABLE =
      "label,p0,p1,p2,p3,p4,p5\n3,0,1,2,3,4,5\n9,255,254,0,1.0,2,3\n"
          .getBytes(StandardCharsets.UTF_8);
  private static final byte[] PACKED = Gzip.pack(TABLE);

  @Provide
  Arbitrary<List<Edit>> edits() {
    return Edit.some();
  }

  private static void read(Path file) {
    PixelTable.read(new StoredFile(file), SHAPE, 0, 9);
  }

  @Property
  void aBrokenTableIsReadOrRefused(@ForAll("edits") List<Edit> edits) {
    Attempt.refuses(FILE, Edit.apply(edits, TABLE), PixelTableFuzzTest::read);
    Attempt.refuses(FILE, Edit.apply(edits, PACKED), PixelTableFuzzTest::read);
  }

  /** A line of a gigabyte, packed in a megabyte. */
  @Example
  void aLineThatDoesNotEndIsRefused() {
    byte[] line = new byte[100_000_000];
    assertThat(Attempt.refuses(FILE, Gzip.pack(line), PixelTableFuzzTest::read)).isTrue();
  }
}
