package bnn4j.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.network.Precision;
import bnn4j.onnx.export.DataflowExport;
import bnn4j.onnx.export.DataflowExport.Target;
import bnn4j.onnx.graph.GraphNetwork;
import bnn4j.onnx.graph.GraphReader;
import bnn4j.onnx.proto.ModelProto;
import bnn4j.onnx.proto.TensorAnnotation;
import bnn4j.onnx.synthesis.GraphSynthesis;
import bnn4j.onnx.synthesis.OverlaySuggestion;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.engine.Engine;
import bnn4j.overlay.engine.RandomOverlays;
import bnn4j.overlay.golden.Shared;
import bnn4j.overlay.host.Decode;
import bnn4j.overlay.params.ParameterFolder;
import bnn4j.overlay.params.ParameterSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Exported sets, run by onnxruntime and read back. */
class DataflowExportTest {
  private static final Path SHIPPED = Path.of("../params-out");

  private static final Precision W1A1 = new Precision(1, 1);

  @TempDir static Path scratch;

  /** All sets of this project and all that BNN-PYNQ published, if they are there. */
  static List<Path> sets() throws IOException {
    List<Path> folders = new ArrayList<>();
    try (Stream<Path> tree = Files.walk(SHIPPED, 2)) {
      tree.filter(f -> SHIPPED.relativize(f).getNameCount() == 2)
          .filter(f -> Files.isRegularFile(f.resolve("classes.txt"))) // not those for offload
          .sorted()
          .forEach(folders::add);
    }
    Path published = Path.of("../../shared/golden/parameters");
    if (Files.isDirectory(published)) {
      try (Stream<Path> archives = Files.list(published)) {
        for (Path archive : archives.sorted().toList()) {
          String[] name = archive.getFileName().toString().split("[-.]", -1);
          Path target = scratch.resolve(name[0] + "-" + name[1]);
          if (!Files.exists(target)) {
            Shared.unpack(archive, target);
          }
          folders.add(target.resolve(name[0]).resolve(name[1]));
        }
      }
    }
    return folders;
  }

  @ParameterizedTest
  @MethodSource("sets")
  void onnxruntimeAndTheEngineAgreeOnEveryValue(Path folder) {
    assertAgreement(read(folder), 200);
  }

  @Tag("nightly")
  @ParameterizedTest
  @MethodSource("sets")
  void onnxruntimeAndTheEngineAgreeOnAThousandPictures(Path folder) {
    assertAgreement(read(folder), 1000);
  }

  @ParameterizedTest
  @MethodSource("sets")
  void exportImportExportGivesTheSameBytes(Path folder) {
    ParameterSet set = read(folder);
    for (Target target : Target.values()) {
      ModelProto model = DataflowExport.of(set, target);
      assertThat(DataflowExport.of(imported(model, set.overlay()), target).toByteArray())
          .isEqualTo(model.toByteArray());
    }
  }

  @Test
  void overlaysOfAllKindsComeBackAsTheyWere() {
    Random random = new Random(16);
    RandomOverlays overlays = new RandomOverlays(random);
    for (int i = 0; i < 60; i++) {
      Overlay overlay = overlays.next();
      int classes = 1 + random.nextInt(overlay.maxClasses());
      ParameterSet set = Runs.randomSet(overlay, classes, random);
      ModelProto model = DataflowExport.of(set, Target.ONNX);
      ParameterSet back = imported(model, overlay);
      Engine engine = Engine.of(set);
      Engine other = Engine.of(back);
      for (byte[] pixels : Runs.pictures(overlay.network().input(), 8, i)) {
        assertThat(Runs.values(back, Runs.engine(other, pixels)))
            .as("%s", overlay)
            .isEqualTo(Runs.values(set, Runs.engine(engine, pixels)));
      }
      assertThat(DataflowExport.of(back, Target.ONNX)).isEqualTo(model);
    }
  }

  @Test
  void aSetOfOneClassComesBackToo() {
    Random random = new Random(19);
    for (Overlay overlay : List.of(Trained.lists(W1A1), Trained.pictures(W1A1))) {
      ParameterSet set = Runs.randomSet(overlay, 1, random);
      for (Target target : Target.values()) {
        ModelProto model = DataflowExport.of(set, target);
        assertThat(DataflowExport.of(imported(model, overlay), target)).isEqualTo(model);
      }
      assertAgreement(set, 4);
    }
  }

  @Test
  void onnxruntimeRunsOverlaysOfAllKinds() {
    Random random = new Random(17);
    RandomOverlays overlays = new RandomOverlays(random);
    for (int i = 0; i < 40; i++) {
      Overlay overlay = overlays.next();
      int classes = 1 + random.nextInt(Math.min(48, overlay.maxClasses()));
      assertAgreement(Runs.randomSet(overlay, classes, random), 8);
    }
  }

  @Test
  void anOverlayIsFoundForEveryExport() {
    Random random = new Random(18);
    RandomOverlays overlays = new RandomOverlays(random);
    for (int i = 0; i < 40; i++) {
      Overlay overlay = overlays.next();
      ParameterSet set = Runs.randomSet(overlay, overlay.maxClasses(), random);
      GraphNetwork graph = GraphReader.read(DataflowExport.of(set, Target.ONNX));
      Overlay found = OverlaySuggestion.of(graph, overlay.name());
      ParameterSet back = GraphSynthesis.synthesize(graph, found, List.of()).parameters();
      Engine engine = Engine.of(set);
      Engine other = Engine.of(back);
      for (byte[] pixels : Runs.pictures(overlay.network().input(), 4, i)) {
        int[] expected = Runs.values(set, Runs.engine(engine, pixels));
        assertThat(Runs.values(back, Runs.engine(other, pixels))).isEqualTo(expected);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Target.class)
  void finnIsToldWhichNumbersTensorsHold(Target target) throws IOException {
    ModelProto model = DataflowExport.of(read(sets().get(0)), target);
    Map<String, String> types =
        model.getGraph().getQuantizationAnnotationList().stream()
            .collect(
                Collectors.toMap(
                    TensorAnnotation::getTensorName,
                    a -> a.getQuantParameterTensorNames(0).getValue()));
    assertThat(types)
        .containsEntry("pixels", "UINT8")
        .containsEntry("input", "INT8")
        .containsEntry("layer0_weights", "BIPOLAR")
        .containsEntry("layer0_thresholds", "INT32")
        .containsEntry("layer8_weights", "BIPOLAR");
    assertThat(model.getGraph().getOutputList())
        .extracting(o -> o.getName())
        .isEqualTo(target == Target.FINN ? List.of("class") : List.of("scores", "class"));
  }

  private static ParameterSet read(Path folder) {
    return ParameterFolder.read(folder, ParameterFolder.recognise(folder));
  }

  private static ParameterSet imported(ModelProto model, Overlay overlay) {
    return GraphSynthesis.synthesize(GraphReader.read(model), overlay, List.of()).parameters();
  }

  private static void assertAgreement(ParameterSet set, int pictures) {
    Engine engine = Engine.of(set);
    Decode decode = set.overlay().bitOutput() ? Decode.MULTIPLE : Decode.ARGMAX;
    try (Runs.Session session = new Runs.Session(DataflowExport.of(set, Target.ONNX));
        Runs.Session finn = new Runs.Session(DataflowExport.of(set, Target.FINN))) {
      int done = 0;
      for (byte[] pixels : Runs.pictures(set.overlay().network().input(), pictures, 1)) {
        long[] output = Runs.engine(engine, pixels);
        Map<String, Object> run = session.run(set.overlay().network().input(), pixels);
        assertThat(Runs.Session.values(run)).isEqualTo(Runs.values(set, output));
        assertThat(Runs.Session.chosen(run)).isEqualTo(decode.classOf(set, output, 0));
        if (done++ < 8) {
          assertThat(Runs.Session.chosen(finn.run(set.overlay().network().input(), pixels)))
              .isEqualTo(decode.classOf(set, output, 0));
        }
      }
    }
  }
}
