package bnn4j.hardware.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import bnn4j.hardware.rtl.Pipeline;
import bnn4j.hardware.simulation.BufferSizing.Cycles;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.Overlays;
import bnn4j.overlay.driver.SmallOverlays;
import bnn4j.overlay.engine.LayerTrace;
import bnn4j.overlay.engine.Trace;
import bnn4j.overlay.engine.TraceFolder;
import bnn4j.overlay.golden.Shared;
import bnn4j.overlay.params.ParameterFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The published overlays in SystemVerilog: as fast as their slowest layer, and the original's. */
class PublishedHardwareTest {
  private static final int IMAGES = 8;

  @TempDir Path scratch;

  @BeforeAll
  static void needTools() {
    assumeTrue(
        Tool.FOR_SIMULATION.stream().allMatch(tool -> tool.find().isPresent()),
        "skipped: no verilator, g++ and make; apt-get install verilator g++ make");
  }

  @ParameterizedTest
  @ValueSource(strings = {"lfcW1A1", "cnvW1A1"})
  void imagesFollowEachOtherAsFastAsTheSlowestLayerAllows(String name) {
    checkSpeed(Overlays.named(name));
  }

  @Tag("nightly")
  @ParameterizedTest
  @ValueSource(strings = {"lfcW1A2", "cnvW1A2", "cnvW2A2"})
  void imagesFollowEachOtherAsFastInTheOthers(String name) {
    checkSpeed(Overlays.named(name));
  }

  @Test
  void buffersThatWereFoundBySimulationHoldNobodyUp() {
    Overlay sized = BufferSizing.sized(SimulationBuild.cache(), SmallOverlays.SCORES);
    assertThat(sized.foldings()).allSatisfy(folding -> assertThat(folding.fifo()).isPositive());
    checkSpeed(sized);
  }

  private static void checkSpeed(Overlay overlay) {
    Cycles cycles = BufferSizing.measure(SimulationBuild.cache(), overlay, IMAGES);
    assertThat(cycles.steady()).isEqualTo(Pipeline.of(overlay).bottleneck());
  }

  @Test
  void everyValueOfAnLfcIsTheOriginals() throws IOException {
    checkGolden("mnist-lfcW1A1");
  }

  @Tag("nightly")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "mnist-lfcW1A2",
        "cifar10-cnvW1A1",
        "streetview-cnvW1A1",
        "cifar10-cnvW1A2",
        "cifar10-cnvW2A2"
      })
  void everyValueOfTheOthersIsTheOriginals(String name) throws IOException {
    checkGolden(name);
  }

  private void checkGolden(String name) throws IOException {
    String overlayName = name.substring(name.indexOf('-') + 1);
    Overlay overlay = Overlays.named(overlayName);
    Path archive = Shared.path("golden/parameters/" + name + ".tar.xz");
    Path set =
        Shared.unpack(archive, scratch)
            .resolve(name.substring(0, name.indexOf('-')))
            .resolve(overlayName);
    long[] images =
        Shared.words(
            Shared.path(
                "golden/inference/inputs/%s-inputs.packed.u64"
                    .formatted(overlayName.substring(0, 3))));
    try (RtlTracer tracer = RtlTracer.open(overlay, Optional.empty())) {
      tracer.load(ParameterFolder.read(set, overlay));
      for (Path trace : traces(Shared.path("golden/inference/" + name))) {
        int image = Integer.parseInt(trace.getFileName().toString().substring("trace".length()));
        int words = overlay.inputWords();
        Trace found =
            tracer.run(Arrays.copyOfRange(images, image * words, (image + 1) * words)).trace();
        Trace expected = TraceFolder.read(trace);
        for (int l = 0; l < expected.layers().size(); l++) {
          LayerTrace layer = found.layers().get(l);
          LayerTrace original = expected.layers().get(l);
          assertThat(layer.accumulators()).as("layer %d", l).isEqualTo(original.accumulators());
          assertThat(layer.activations()).as("layer %d", l).isEqualTo(original.activations());
          assertThat(layer.pooled()).as("layer %d", l).isEqualTo(original.pooled());
        }
      }
    }
  }

  private static List<Path> traces(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(TraceFolder::isTrace).sorted().toList();
    }
  }
}
