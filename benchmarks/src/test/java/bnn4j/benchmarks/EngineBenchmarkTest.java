package bnn4j.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.overlay.Overlay;
import bnn4j.overlay.Overlays;
import bnn4j.overlay.engine.Engine;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EngineBenchmarkTest {
  @ParameterizedTest
  @CsvSource({"lfcW1A1, 1, 1", "lfcW1A2, 64, 1", "lfcW1A1, 64, 2"})
  void whatIsMeasuredIsTheEngineOnPackedPictures(String name, int images, int threads) {
    EngineBenchmark benchmark = new EngineBenchmark();
    benchmark.overlay = name;
    benchmark.kernel = "scalar";
    benchmark.images = images;
    benchmark.threads = threads;
    benchmark.prepare();
    Overlay overlay = Overlays.named(name);
    long[] expected =
        Engine.of(RandomSets.parameters(overlay))
            .run(RandomSets.images(overlay, images), images, 1);
    assertThat(benchmark.batch()).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource
  void aKernelsCountsOfNoiseExceedHalfOfTheThresholdsAndTheFastestSaysTheSame(
      KernelBenchmark.Shape shape) {
    long[] scalar = layer("scalar", shape);
    long exceeded = Arrays.stream(scalar).map(Long::bitCount).sum();
    assertThat(exceeded / (64.0 * scalar.length)).isBetween(0.35, 0.65);
    assertThat(layer("fastest", shape)).isEqualTo(scalar);
  }

  private static long[] layer(String kernel, KernelBenchmark.Shape shape) {
    KernelBenchmark benchmark = new KernelBenchmark();
    benchmark.kernel = kernel;
    benchmark.shape = shape;
    benchmark.prepare();
    return benchmark.layer();
  }

  @Test
  void packingIsMeasuredOnThePicturesOfTheEngine() {
    PackingBenchmark benchmark = new PackingBenchmark();
    benchmark.overlay = "cnvW1A1";
    benchmark.prepare();
    assertThat(benchmark.pack()).isEqualTo(RandomSets.images(Overlays.named("cnvW1A1"), 64));
  }

  @ParameterizedTest
  @CsvSource({"lfcW1A1, 4, 0", "cnvW1A1, 8, 1"})
  void everyLayerIsPartOfTheWork(String name, int counted, int added) {
    PartsBenchmark benchmark = new PartsBenchmark();
    benchmark.overlay = name;
    benchmark.prepare();
    assertThat(benchmark.counting()).hasSize(counted);
    assertThat(benchmark.adding()).hasSize(added);
  }
}
