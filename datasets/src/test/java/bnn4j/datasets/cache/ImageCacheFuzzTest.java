package bnn4j.datasets.cache;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.datasets.ImageShape;
import bnn4j.datasets.LabeledImages;
import bnn4j.datasets.Reading;
import bnn4j.foundation.fuzz.Attempt;
import bnn4j.foundation.fuzz.Edit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever is in a file of kept images, they are read, or it counts as empty. */
class ImageCacheFuzzTest {
  private static final Path FILE = Attempt.folder("cache").resolve("c");
  private static final ImageCache CACHE = new ImageCache(FILE, "print");
  private static final List<String> NAMES = List.of("a", "b");

  private static byte[] seed;

  @BeforeContainer
  static void makeSeed() throws IOException {
    Files.createDirectories(FILE.getParent());
    CACHE.keep(
        new LabeledImages(new ImageShape(1, 2, 3), new byte[12], new int[] {0, 1}, NAMES),
        Reading.STRICT);
    seed = Files.readAllBytes(FILE);
    assertThat(CACHE.find(NAMES)).isPresent();
  }

  @Provide
  Arbitrary<List<Edit>> edits() {
    return Edit.some();
  }

  @Property
  void aBrokenCacheNeverBreaksAnything(@ForAll("edits") List<Edit> edits) {
    assertThat(Attempt.refuses(FILE, Edit.apply(edits, seed), file -> CACHE.find(NAMES))).isFalse();
  }
}
