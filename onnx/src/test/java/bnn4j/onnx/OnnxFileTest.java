package bnn4j.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.foundation.Refusal;
import bnn4j.onnx.export.DataflowExport;
import bnn4j.onnx.export.DataflowExport.Target;
import bnn4j.onnx.file.OnnxFile;
import bnn4j.onnx.graph.GraphNetwork;
import bnn4j.onnx.graph.GraphReader;
import bnn4j.onnx.proto.ModelProto;
import bnn4j.onnx.synthesis.GraphSynthesis;
import bnn4j.onnx.synthesis.OverlaySuggestion;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.engine.RandomOverlays;
import bnn4j.overlay.golden.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxFileTest {
  @TempDir Path folder;

  @Test
  void whatIsWrittenIsReadBackToTheByte() throws IOException {
    ModelProto model = small();
    Path file = folder.resolve("small.onnx");
    OnnxFile.write(model, file);
    assertThat(OnnxFile.read(file)).isEqualTo(model);
    assertThat(Files.readAllBytes(file)).isEqualTo(OnnxFile.read(file).toByteArray());
  }

  @ParameterizedTest
  @ValueSource(strings = {"dense-w1a1", "cnv-w1a2", "dense-legacy-domain"})
  void filesOfOthersAreReadBackToTheByte(String name) throws IOException {
    Path file = Shared.path("golden/qonnx/models/%s/model.onnx".formatted(name));
    assertThat(OnnxFile.read(file).toByteArray()).isEqualTo(Files.readAllBytes(file));
  }

  @Test
  void missingEmptyAndOtherFilesAreRefusedByName() throws IOException {
    assertThatThrownBy(() -> OnnxFile.read(folder.resolve("none.onnx")))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("none.onnx: no such file");
    Path empty = Files.createFile(folder.resolve("empty.onnx"));
    assertThatThrownBy(() -> OnnxFile.read(empty))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("empty.onnx: not an ONNX model, or a model without a graph");
    Path text = Files.writeString(folder.resolve("text.onnx"), "layers:\n  - dense\n");
    assertThatThrownBy(() -> OnnxFile.read(text))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("text.onnx: not an ONNX model");
  }

  @Test
  void filesThatAreCutOffAreRefusedWhereverTheCutIs() throws IOException {
    byte[] whole = small().toByteArray();
    Random random = new Random(3);
    for (int i = 0; i < 300; i++) {
      byte[] part = Arrays.copyOf(whole, random.nextInt(whole.length));
      assertRefusedOrRead(part);
    }
  }

  @Test
  void filesWithChangedBytesAreRefusedOrReadButBreakNothing() throws IOException {
    Random random = new Random(4);
    byte[][] originals = {
      small().toByteArray(),
      Files.readAllBytes(Shared.path("golden/qonnx/models/cnv-w1a2/model.onnx")),
      Files.readAllBytes(Shared.path("golden/qonnx/models/dense-gemm-bias/model.onnx"))
    };
    for (int i = 0; i < 600; i++) {
      byte[] original = originals[i % originals.length];
      byte[] changed = original.clone();
      for (int k = random.nextInt(4); k >= 0; k--) {
        // The graph's structure stands in front, and behind the weights.
        int window = random.nextBoolean() ? Math.min(2500, original.length) : original.length;
        changed[random.nextInt(window)] = (byte) random.nextInt(256);
      }
      assertRefusedOrRead(changed);
    }
  }

  private void assertRefusedOrRead(byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve("changed.onnx"), bytes);
    try {
      GraphNetwork graph = GraphReader.read(OnnxFile.read(file));
      Overlay overlay = OverlaySuggestion.of(graph, "own");
      assertThat(GraphSynthesis.synthesize(graph, overlay, List.of()).parameters()).isNotNull();
    } catch (Refusal expected) {
      assertThat(expected).message().isNotBlank();
    }
  }

  private static ModelProto small() {
    Random random = new Random(5);
    Overlay overlay = new RandomOverlays(random).next();
    return DataflowExport.of(Runs.randomSet(overlay, 5, random), Target.ONNX);
  }
}
