package bnn4j.hardware.rtl;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.network.InputFormat;
import bnn4j.network.Network;
import bnn4j.network.Precision;
import bnn4j.overlay.Folding;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.engine.RandomOverlays;
import bnn4j.overlay.params.RandomParameters;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That images follow each other in as many cycles as the model of cycles says. */
class PaceTest {
  private static final int IMAGES = 8;

  @TempDir Path scratch;

  private final Random random = new Random(60);

  @Test
  void aSimdOfMoreThanAPixelWaitsForTheWordsOfItsWindows() throws IOException {
    // 16 windows of 9 pixels that come one in a cycle; the weights would need 2 cycles for each.
    Overlay overlay = convolution(4, new Folding(18, 8));
    assertThat(overlay.layers().get(0).wmem()).isEqualTo(2);
    assertThat(overlay.cyclesPerImage()).isEqualTo(16 * 9);
    assertThat(pace("pixels", overlay)).isEqualTo(16 * 9);
  }

  @Test
  void aSimdOfAPartOfAPixelWaitsForNothing() throws IOException {
    Overlay overlay = convolution(4, new Folding(2, 8));
    assertThat(overlay.cyclesPerImage()).isEqualTo(16 * 18);
    assertThat(pace("parts", overlay)).isEqualTo(16 * 18);
  }

  @Test
  void aSimdThatIsNoPartOfAPixelIsAsFastAsItsWeights() throws IOException {
    // Three channels of a pixel of four would be no equal part: 12 cycles of weights, 9 of pixels.
    Overlay overlay = convolution(4, new Folding(3, 8));
    assertThat(overlay.cyclesPerImage()).isEqualTo(16 * 12);
    assertThat(pace("threes", overlay)).isEqualTo(16 * 12);
  }

  private static Overlay convolution(int channels, Folding folding) {
    Network network =
        Network.of(new InputFormat(channels, 6, 8), Precision.of("W1A2"))
            .convolution(3, 8)
            .dense(10)
            .scores();
    return new Overlay("windows", network, List.of(folding, new Folding(64, 64)));
  }

  @Test
  void imagesOfMoreWordsThanCyclesComeAsFastAsTheirWords() throws IOException {
    Network network =
        Network.of(new InputFormat(1, 30, 1), Precision.of("W1A1")).dense(16).dense(10).bits();
    Overlay overlay =
        new Overlay("wide", network, List.of(new Folding(64, 16), new Folding(16, 64)));
    assertThat(overlay.cyclesPerImage()).isEqualTo(15);
    assertThat(pace("wide", overlay)).isEqualTo(15);
  }

  @Test
  void randomNetworksKeepThePaceOfTheModel() throws IOException {
    RandomOverlays overlays = new RandomOverlays(random);
    for (int trial = 0; trial < 25; trial++) {
      Overlay overlay = RandomNetworksTest.small(overlays);
      assertThat(pace("random" + trial, overlay))
          .as("%s", overlay)
          .isEqualTo(overlay.cyclesPerImage());
    }
  }

  /** Cycles from the result of the image before the last to that of the last. */
  private long pace(String name, Overlay overlay) throws IOException {
    Pipeline pipeline = Pipeline.of(overlay);
    assertThat(pipeline.bottleneck()).isEqualTo(overlay.cyclesPerImage());
    NetworkBench bench = new NetworkBench(scratch.resolve(name), pipeline);
    bench.load(RandomParameters.of(overlay, 1, random));
    bench.run(new long[IMAGES * overlay.inputWords()], IMAGES, "+stalls=0");
    long[] cycles = bench.cycles();
    return cycles[cycles.length - 1] - cycles[cycles.length - 1 - overlay.outputWords()];
  }
}
