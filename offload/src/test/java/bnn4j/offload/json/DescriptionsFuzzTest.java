package bnn4j.offload.json;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.foundation.fuzz.Attempt;
import bnn4j.foundation.fuzz.Edit;
import bnn4j.offload.OffloadOverlay;
import bnn4j.offload.schedule.Schedule;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is in the JSON of layers or an overlay, it is read or refused. */
class DescriptionsFuzzTest {
  private static final Path FILE = Attempt.folder("json").resolve("n-overlay.json");

  static final String OVERLAY =
      """
      {"parameters": {"MAX_K": 3, "MAX_IFM_CH": 512, "MAX_IFM_DIM": 210, "MAX_OFM_CH": 256,
        "MAX_OFM_DIM": 210, "MAX_POOL_SIZE": 2, "MAX_POOL_STRIDE": 2, "MAX_SIMD": 64,
        "MAX_PE_CONV": 32, "MAX_PE_FC": 2, "MEM_CHANNELS": 2, "ACTIVATION_BITS": 3,
        "WEIGHTS_BITS": 1, "THRESHOLDS_BITS": 128, "MACC_BITS": 16, "DATAWIDTH": 64}}
      """;
  private static final String LAYERS =
      """
      {"network": "n", "input_image": "in.bin", "verification_image": "out.bin",
       "binparam": "params", "use_binparams": true, "binparam_skip": 1, "layer_skip": 0,
       "layers": [
        {"name": "split", "func": "split_layer", "split": 2, "input_channels": 40, "input_dim": 13},
        {"name": "conv1", "func": "conv_layer", "kernel_shape": 3, "kernel_stride": 1,
         "input": [20, 13, 13], "output": [30, 13, 13], "padding": 1},
        {"name": "pool1", "func": "maxpool_layer", "kernel_shape": 2, "kernel_stride": 1,
         "input": [30, 14, 14], "output": [30, 13, 13], "padding": 0.5},
        {"name": "merge", "func": "merge_layer", "merge": 2, "output_channels": 60,
         "output_dim": 13},
        {"name": "conv2", "func": "conv_layer", "kernel_shape": 1, "kernel_stride": 2,
         "input": [60, 13, 13], "output": [300, 7, 7], "padding": 0},
        {"name": "fc", "func": "fc_layer", "input": 14700, "output": 10},
        {"name": "end", "func": "none"}]}
      """;

  @Provide
  Arbitrary<List<Edit>> edits() {
    return Edit.some();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void readLayers(Path file) {
    Schedule schedule = Schedule.of(LayersFile.read(file), OffloadOverlay.W1A3);
    schedule.calls();
  }

  @Example
  void theSeedsAreWhole() {
    assertThat(Attempt.refuses(FILE, bytes(OVERLAY), OffloadOverlayFile::read)).isFalse();
    assertThat(Attempt.refuses(FILE, bytes(LAYERS), DescriptionsFuzzTest::readLayers)).isFalse();
  }

  @Example
  void bracketsThatAreTooDeepAreRefusedThoughTheyHaveNoLine() {
    byte[] deep = bytes("{\"a\":".repeat(2000));
    assertThat(Attempt.refuses(FILE, deep, OffloadOverlayFile::read)).isTrue();
  }

  @Property
  void aBrokenOverlayIsReadOrRefused(@ForAll("edits") List<Edit> edits) {
    Attempt.refuses(FILE, Edit.apply(edits, bytes(OVERLAY)), OffloadOverlayFile::read);
  }

  @Property
  void brokenLayersAreReadOrRefused(@ForAll("edits") List<Edit> edits) {
    Attempt.refuses(FILE, Edit.apply(edits, bytes(LAYERS)), DescriptionsFuzzTest::readLayers);
  }
}
