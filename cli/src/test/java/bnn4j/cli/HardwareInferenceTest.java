package bnn4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import bnn4j.hardware.simulation.Tool;
import bnn4j.overlay.MatrixLayer;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.params.ParameterFolder;
import bnn4j.overlay.params.ParameterSet;
import bnn4j.overlay.params.RandomParameters;
import bnn4j.overlay.text.OverlayFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures through an overlay of one's own in simulated SystemVerilog. */
class HardwareInferenceTest {
  private static final int PICTURES = 3;
  private static final String CORNERS =
      """
      name: corners
      precision: W1A1
      input: {channels: 1, dimension: 9, bits: 1}
      layers:
      - convolution: {kernel: 2, channels: 6, simd: 4, pe: 3}
      - max-pool: {size: 2}
      - dense: {neurons: 20, simd: 6, pe: 5}
      - dense: {neurons: 10, simd: 5, pe: 16}
      """;

  @TempDir Path scratch;

  private final Random random = new Random(97);
  private final Overlay overlay = OverlayFile.of("corners.yaml", CORNERS);
  private ParameterSet parameters;
  private Path set;
  private Path pictures;

  @BeforeEach
  void makeASetAndPictures() throws IOException {
    assumeTrue(
        Tool.FOR_SIMULATION.stream().allMatch(tool -> tool.find().isPresent()),
        "skipped: no verilator, g++ and make; apt-get install verilator g++ make");
    parameters = RandomParameters.of(overlay, 10, random);
    set = scratch.resolve("set");
    ParameterFolder.write(parameters, set);
    Files.writeString(set.resolve(OverlayFile.NAME), CORNERS);
    byte[] pixels = new byte[PICTURES * 81];
    random.nextBytes(pixels);
    pictures = scratch.resolve("pictures.idx3-ubyte");
    ByteBuffer file = ByteBuffer.allocate(16 + pixels.length);
    file.putInt(0x803).putInt(PICTURES).putInt(9).putInt(9).put(pixels);
    Files.write(pictures, file.array());
  }

  @Test
  void theHardwareGivesTheEnginesWordsInEveryLayer() {
    Path words = scratch.resolve("words");
    Path simulated = scratch.resolve("simulated");
    Path traces = scratch.resolve("traces");
    CommandRun.of("infer", set, "--input", pictures, "--raw", words);
    CommandRun hardware =
        CommandRun.of(
            "infer", set, "--input", pictures, "--raw", simulated, "--on", "rtl", "--trace",
            traces);
    assertThat(hardware.code()).as(hardware.err()).isZero();
    assertThat(simulated).hasSameBinaryContentAs(words);
    assertThat(CommandRun.of("compare", set, traces, "--input", pictures))
        .isEqualTo(CommandRun.done("3 images compared: the same in every layer"));
  }

  @Test
  void aWeightBitThatTurnedIsFoundByLayerNeuronAndCycle() throws IOException {
    int layer = 1;
    int neuron = 13;
    MatrixLayer of = overlay.layers().get(layer);
    int word = neuron / of.folding().pe() * (of.columns() / of.folding().simd()) + 2;
    parameters.layers().get(layer).weights()[neuron % of.folding().pe()][word] ^= 1 << 4;
    Path turned = scratch.resolve("turned");
    ParameterFolder.write(parameters, turned);
    Files.writeString(turned.resolve(OverlayFile.NAME), CORNERS);
    Path traces = scratch.resolve("traces");
    CommandRun hardware =
        CommandRun.of("infer", turned, "--input", pictures, "--on", "rtl", "--trace", traces);
    assertThat(hardware.code()).as(hardware.err()).isZero();
    CommandRun compared = CommandRun.of("compare", set, traces, "--input", pictures);
    assertThat(compared.code()).isEqualTo(1);
    assertThat(compared.lines().get(1)).isEqualTo("first difference: layer 1, neuron 13, image 0");
    assertThat(compared.lines()).anyMatch(line -> line.matches(".*traces, cycle \\d+: .*"));
  }
}
