package bnn4j.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.foundation.fuzz.Attempt;
import bnn4j.foundation.fuzz.Edit;
import bnn4j.network.Precision;
import bnn4j.onnx.export.DataflowExport;
import bnn4j.onnx.export.QonnxExport;
import bnn4j.onnx.file.OnnxFile;
import bnn4j.onnx.proto.ModelProto;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.params.ParameterSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is in a graph, it becomes an overlay with its parameters or is refused. */
class OnnxFuzzTest {
  private static final Path FILE = Attempt.folder("onnx").resolve("m.onnx");

  /** Where graphs of others may lie, of which small ones are broken, too. */
  private static final Path GOLDEN = Path.of("../../shared/golden/qonnx/models");

  private static final int LARGEST = 12_000;

  /** So many seeds are of this project. */
  private static final int OWN = 6;

  private static final List<ModelProto> MODELS = new ArrayList<>();
  private static final List<byte[]> SEEDS = new ArrayList<>();

  static {
    for (Overlay overlay :
        List.of(Trained.lists(Precision.of("W1A2")), Trained.pictures(Precision.of("W1A1")))) {
      MODELS.add(
          QonnxExport.of(Trained.network(overlay.network(), 1, false), overlay, Trained.NAMES));
      ParameterSet set = Runs.randomSet(overlay, 10, new Random(7));
      MODELS.add(DataflowExport.of(set, DataflowExport.Target.FINN));
      MODELS.add(DataflowExport.of(set, DataflowExport.Target.ONNX));
    }
    golden().forEach(MODELS::add);
    MODELS.forEach(model -> SEEDS.add(model.toByteArray()));
  }

  private static List<ModelProto> golden() {
    if (!Files.isDirectory(GOLDEN)) {
      return List.of();
    }
    List<ModelProto> models = new ArrayList<>();
    try (Stream<Path> folders = Files.list(GOLDEN)) {
      for (Path folder : (Iterable<Path>) folders.sorted()::iterator) {
        Path file = folder.resolve("model.onnx");
        if (Files.exists(file) && Files.size(file) < LARGEST) {
          models.add(OnnxFile.read(file));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return models;
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
    // Some of others fit no overlay.
    for (int seed = 0; seed < OWN; seed++) {
      assertThat(Attempt.refuses(FILE, SEEDS.get(seed), OnnxFuzzTest::read)).isFalse();
    }
  }

  @Property
  void aBrokenGraphIsReadOrRefused(@ForAll("seeds") int seed, @ForAll("edits") List<Edit> edits) {
    Attempt.refuses(FILE, Edit.apply(edits, SEEDS.get(seed)), OnnxFuzzTest::read);
  }

  @Property
  void aGraphWithABrokenNodeIsReadOrRefused(
      @ForAll("seeds") int seed, @ForAll("edits") List<Edit> edits) {
    Attempt.refuses(FILE, BrokenGraph.of(SEEDS.get(seed), edits), OnnxFuzzTest::read);
  }

  @Property
  void aGraphThatEndsAsAnotherIsReadOrRefused(
      @ForAll("seeds") int seed, @ForAll("edits") List<Edit> edits) {
    Attempt.refuses(FILE, Edit.splice(edits, SEEDS.get(seed), SEEDS), OnnxFuzzTest::read);
  }
}
