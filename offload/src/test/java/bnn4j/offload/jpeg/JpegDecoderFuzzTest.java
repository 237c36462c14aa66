package bnn4j.offload.jpeg;

import bnn4j.foundation.fuzz.Attempt;
import bnn4j.foundation.fuzz.Edit;
import bnn4j.offload.yolo.Photo;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever a photo holds, it is read or refused. */
class JpegDecoderFuzzTest {
  private static final Path FILE = Attempt.folder("photo").resolve("p.jpg");
  private static final List<String> NAMES =
      List.of("both", "across", "down", "restarts", "progressive", "grey", "coarse");
  private static final Map<String, byte[]> SEEDS = new HashMap<>();

  @BeforeContainer
  static void readSeeds() throws IOException {
    for (String name : NAMES) {
      try (InputStream in = JpegDecoderTest.class.getResourceAsStream(name + ".jpg")) {
        SEEDS.put(name, in.readAllBytes());
      }
    }
  }

  @Provide
  Arbitrary<List<Edit>> edits() {
    return Edit.some();
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.of(NAMES);
  }

  @Property
  void aBrokenPhotoIsReadOrRefused(
      @ForAll("names") String name, @ForAll("edits") List<Edit> edits) {
    Attempt.refuses(FILE, Edit.apply(edits, SEEDS.get(name)), Photo::read);
  }
}
