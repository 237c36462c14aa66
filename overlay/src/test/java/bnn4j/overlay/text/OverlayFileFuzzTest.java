package bnn4j.overlay.text;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.foundation.fuzz.Attempt;
import bnn4j.foundation.fuzz.Edit;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.Overlays;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is in the description of an overlay, it is read or refused. */
class OverlayFileFuzzTest {
  private static final Path FILE = Attempt.folder("overlay").resolve("o.yaml");

  @Provide
  Arbitrary<List<Edit>> edits() {
    return Edit.some();
  }

  @Provide
  Arbitrary<Overlay> overlays() {
    return Arbitraries.of(Overlays.published());
  }

  private static void read(Path file) {
    OverlayFile.readNetwork(file);
    OverlayFile.toYaml(OverlayFile.read(file));
  }

  private static byte[] yaml(Overlay overlay) {
    return OverlayFile.toYaml(overlay).getBytes(StandardCharsets.UTF_8);
  }

  @Example
  void theSeedsAreWhole() {
    for (Overlay overlay : Overlays.published()) {
      assertThat(Attempt.refuses(FILE, yaml(overlay), OverlayFileFuzzTest::read)).isFalse();
    }
  }

  @Property
  void aBrokenDescriptionIsReadOrRefused(
      @ForAll("overlays") Overlay overlay, @ForAll("edits") List<Edit> edits) {
    Attempt.refuses(FILE, Edit.apply(edits, yaml(overlay)), OverlayFileFuzzTest::read);
  }
}
