package bnn4j.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.foundation.fuzz.Attempt;
import bnn4j.foundation.fuzz.Edit;
import bnn4j.network.Precision;
import bnn4j.onnx.export.QonnxExport;
import bnn4j.overlay.Overlay;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is in a graph, it becomes an overlay with its parameters or is refused. */
class OnnxFuzzTest {
  private static final Path FILE = Attempt.folder("onnx").resolve("m.onnx");
  private static final List<byte[]> SEEDS = new ArrayList<>();

  static {
    for (Overlay overlay :
        List.of(Trained.lists(Precision.of("W1A2")), Trained.pictures(Precision.of("W1A1")))) {
      SEEDS.add(
          QonnxExport.of(Trained.network(overlay.network(), 1, false), overlay, Trained.NAMES)
              .toByteArray());
    }
  }

  @Provide
  Arbitrary<List<Edit>> edits() {
    return Edit.some();
  }

  @Provide
  Arbitrary<Integer> seeds() {
    return Arbitraries.integers().between(0, SEEDS.size() - 1);
  }

  private static void read(Path file) {
    OnnxModel model = OnnxModel.read(file);
    model.synthesize(model.overlay(model.name()), List.of());
  }

  @Example
  void theSeedsAreWhole() {
    for (byte[] seed : SEEDS) {
      assertThat(Attempt.refuses(FILE, seed, OnnxFuzzTest::read)).isFalse();
    }
  }

  @Property
  void aBrokenGraphIsReadOrRefused(@ForAll("seeds") int seed, @ForAll("edits") List<Edit> edits) {
    Attempt.refuses(FILE, Edit.apply(edits, SEEDS.get(seed)), OnnxFuzzTest::read);
  }
}
