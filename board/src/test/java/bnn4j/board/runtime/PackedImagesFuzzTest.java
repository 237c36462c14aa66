package bnn4j.board.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.foundation.fuzz.Attempt;
import bnn4j.foundation.fuzz.Edit;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.Overlays;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is in a file of packed images, they are read or refused. */
class PackedImagesFuzzTest {
  private static final Path FILE = Attempt.folder("packed").resolve("images.u64");
  private static final Overlay OVERLAY = Overlays.named("lfcW1A1");
  private static final int IMAGES = 3;

  private static byte[] seed() {
    return new byte[IMAGES * OVERLAY.inputWords() * Long.BYTES];
  }

  private static void read(Path file) throws IOException {
    try (PackedImages images = PackedImages.open(file, OVERLAY)) {
      for (long left = images.count(); left > 0; left--) {
        images.next(1);
      }
    }
  }

  @Provide
  Arbitrary<List<Edit>> edits() {
    return Edit.some();
  }

  @Provide
  Arbitrary<Integer> lengths() {
    return Arbitraries.integers().between(0, 2 * seed().length);
  }

  @Example
  void theSeedIsWhole() {
    assertThat(Attempt.refuses(FILE, seed(), PackedImagesFuzzTest::read)).isFalse();
  }

  @Property
  void brokenImagesAreReadOrRefused(@ForAll("edits") List<Edit> edits) {
    Attempt.refuses(FILE, Edit.apply(edits, seed()), PackedImagesFuzzTest::read);
  }

  @Property
  void onlyWholeImagesAreRead(@ForAll("lengths") int length) {
    boolean whole = length % (OVERLAY.inputWords() * Long.BYTES) == 0;
    assertThat(Attempt.refuses(FILE, new byte[length], PackedImagesFuzzTest::read))
        .isEqualTo(!whole);
  }
}
