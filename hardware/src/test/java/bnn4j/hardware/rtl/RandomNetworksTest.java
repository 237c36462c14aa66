package bnn4j.hardware.rtl;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.overlay.Overlay;
import bnn4j.overlay.engine.Engine;
import bnn4j.overlay.engine.RandomOverlays;
import bnn4j.overlay.params.ParameterSet;
import bnn4j.overlay.params.RandomParameters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Networks of any shape in simulated hardware, against the engine, value by value. */
class RandomNetworksTest {
  private static final int IMAGES = 2;

  @TempDir Path scratch;

  @Test
  void everyLayerOfNetworksOfAnyShapeEqualsTheEngines() throws IOException {
    int trials = Integer.getInteger("rtl.networks", 200);
    Random random = new Random(Long.getLong("rtl.seed", 1917));
    RandomOverlays overlays = new RandomOverlays(random);
    List<Trial> all = new ArrayList<>();
    for (int number = 0; number < trials; number++) {
      all.add(new Trial(number, small(overlays), random.nextLong()));
    }
    all.parallelStream().forEach(this::check);
  }

  private record Trial(int number, Overlay overlay, long seed) {}

  private void check(Trial trial) {
    String name = "trial " + trial.number;
    try {
      check(scratch.resolve(name), trial.overlay, new Random(trial.seed), name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One that Icarus runs in about a second. */
  static Overlay small(RandomOverlays overlays) {
    while (true) {
      Overlay overlay = overlays.next();
      long operations =
          overlay.layers().stream()
              .mapToLong(l -> (long) l.positions() * l.rows() * l.columns())
              .sum();
      if (operations <= 20_000 && Pipeline.of(overlay).bottleneck() <= 2_000) {
        return overlay;
      }
    }
  }

  private void check(Path folder, Overlay overlay, Random random, String name) throws IOException {
    Pipeline pipeline = Pipeline.of(overlay);
    ParameterSet parameters = RandomParameters.of(overlay, 1, random);
    NetworkBench bench = new NetworkBench(folder, pipeline);
    bench.load(parameters);
    long[] input = images(overlay, random);
    Engine engine = Engine.of(parameters);
    long[] expected = engine.run(input, IMAGES, 1);
    // Half of them are reset at some moment and start over.
    long reset = random.nextBoolean() ? 1 + random.nextInt((int) (2 * pipeline.bottleneck())) : -1;
    long[] found =
        bench.run(
            input,
            IMAGES,
            "+stalls=" + random.nextInt(5),
            "+seed=" + random.nextInt(1000),
            "+reset=" + reset);
    assertThat(bench.disagreement(pipeline, parameters, input, IMAGES))
        .as(name + " " + overlay)
        .isEmpty();
    assertThat(found).as(name + " " + overlay).isEqualTo(expected);
  }

  private static long[] images(Overlay overlay, Random random) {
    int words = overlay.inputWords();
    long[] input = random.longs((long) IMAGES * words).toArray();
    int used = overlay.network().input().values() * overlay.network().input().bits();
    for (int last = words - 1; last < input.length; last += words) {
      input[last] &= -1L >>> (words * Long.SIZE - used);
    }
    return input;
  }
}
