package bnn4j.overlay.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.kernels.Kernel;
import bnn4j.kernels.Kernels;
import bnn4j.network.InputFormat;
import bnn4j.network.Network;
import bnn4j.network.Precision;
import bnn4j.overlay.Accumulator;
import bnn4j.overlay.Folding;
import bnn4j.overlay.MatrixLayer;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.Overlays;
import bnn4j.overlay.params.LayerMemory;
import bnn4j.overlay.params.ParameterSet;
import bnn4j.overlay.params.RandomParameters;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineTest {
  private static final Overlay LFC = Overlays.named("lfcW1A2");

  private static long[] input(Overlay overlay, int images, Random random) {
    return random.longs((long) images * overlay.inputWords()).toArray();
  }

  private static void assertEqual(Trace found, Trace expected, String what) {
    for (int l = 0; l < expected.layers().size(); l++) {
      LayerTrace layer = found.layers().get(l);
      LayerTrace right = expected.layers().get(l);
      assertThat(layer.accumulators()).as("layer %d, %s", l, what).isEqualTo(right.accumulators());
      assertThat(layer.activations()).as("layer %d, %s", l, what).isEqualTo(right.activations());
      assertThat(layer.pooled()).as("layer %d, %s", l, what).isEqualTo(right.pooled());
    }
    assertThat(found.output()).as(what).isEqualTo(expected.output());
  }

  @Test
  void everyLegalOverlayComputesWhatTheRulesSay() {
    Random random = new Random(20);
    RandomOverlays overlays = new RandomOverlays(random);
    Set<String> kinds = new TreeSet<>();
    for (int round = 0; round < 150; round++) {
      Overlay overlay = overlays.next();
      ParameterSet parameters = RandomParameters.of(overlay, 1, random);
      for (Kernel kernel : Kernels.offered()) {
        checkTwoImages(parameters, kernel, input(overlay, 2, random), "round " + round);
      }
      for (MatrixLayer layer : overlay.layers()) {
        kinds.add(layer.layer().getClass().getSimpleName() + layer.accumulator());
      }
    }
    // Every kind of layer has been met with every accumulator.
    assertThat(kinds).hasSize(2 * Accumulator.values().length);
  }

  private static void checkTwoImages(
      ParameterSet parameters, Kernel kernel, long[] input, String round) {
    Overlay overlay = parameters.overlay();
    Engine engine = Engine.of(parameters, kernel);
    long[] output = engine.run(input, 2, 1);
    for (int image = 0; image < 2; image++) {
      int at = image * overlay.inputWords();
      long[] one = Arrays.copyOfRange(input, at, at + overlay.inputWords());
      Trace expected = new NaiveAccelerator(parameters).run(one);
      String what = "%s, %s, image %d of %s".formatted(round, kernel.name(), image, overlay);
      assertEqual(engine.trace(input, at), expected, what);
      int words = overlay.outputWords();
      assertThat(Arrays.copyOfRange(output, image * words, (image + 1) * words))
          .as(what)
          .isEqualTo(expected.output());
    }
  }

  @Test
  void imagesComeOutInOrderWhateverTheNumberOfThreads() {
    Random random = new Random(4);
    Engine engine = Engine.of(RandomParameters.of(LFC, 10, random));
    long[] input = input(LFC, 101, random);
    long[] expected = engine.run(input, 101, 1);
    assertThat(Arrays.stream(expected).distinct().count()).isGreaterThan(50);
    for (int threads : new int[] {2, 3, 16}) {
      assertThat(engine.run(input, 101, threads)).isEqualTo(expected);
    }
    assertThat(engine.copy().run(input, 101, 1)).isEqualTo(expected);
    assertThat(engine.run(input, 0, 2)).isEmpty();
  }

  @Test
  void anInterruptedThreadEndsTheRunAndStaysInterrupted() {
    Engine engine = Engine.of(RandomParameters.of(LFC, 10, new Random(8)));
    for (int threads = 1; threads <= 2; threads++) {
      int shared = threads;
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> engine.run(new long[1300], 100, shared))
          .isInstanceOf(CancellationException.class)
          .hasMessage("interrupted");
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void runningReadsAndWritesFromTheOffsetsOn() {
    Random random = new Random(5);
    Engine engine = Engine.of(RandomParameters.of(LFC, 10, random));
    long[] input = input(LFC, 4, random);
    long[] all = engine.run(input, 4, 1);
    long[] output = new long[5];
    engine.run(input, 13, 2, output, 2);
    assertThat(output).containsExactly(0, 0, all[1], all[2], 0);
  }

  @Test
  void arraysThatAreTooShortAreRefusedBeforeAnythingIsComputed() {
    Engine engine = Engine.of(RandomParameters.of(LFC, 10, new Random(6)));
    long[] output = new long[2];
    assertThatThrownBy(() -> engine.run(new long[25], 0, 2, output, 0))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> engine.run(new long[26], 0, 2, output, 1))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> engine.run(new long[25], 2, 1))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> engine.trace(new long[25], 13))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> engine.run(new long[13], 1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("0 threads, expected at least 1");
    assertThat(output).containsOnly(0);
  }

  /** Else vectors are objects, and the engine many times slower. */
  @ParameterizedTest
  @ValueSource(strings = {"lfcW1A1", "lfcW1A2", "cnvW1A1", "cnvW2A2"})
  void runningAllocatesNothingOnceItIsCompiled(String name) {
    Overlay overlay = Overlays.named(name);
    Random random = new Random(7);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long self = Thread.currentThread().getId();
    Engine engine = Engine.of(RandomParameters.of(overlay, 10, random));
    long[] input = input(overlay, 8, random);
    long[] output = new long[8 * overlay.outputWords()];
    long allocated = Long.MAX_VALUE;
    // The measurement itself may take a little, an image's buffers would take thousands.
    for (int run = 0; run < 2000 && allocated > 1000; run++) {
      long before = threads.getThreadAllocatedBytes(self);
      engine.run(input, 0, 8, output, 0);
      allocated = threads.getThreadAllocatedBytes(self) - before;
    }
    assertThat(allocated).isLessThan(1000);
  }

  /** One dense layer on 64 input bits, every weight +1, every threshold the given one. */
  private static Engine plain(Precision precision, long... thresholds) {
    Overlay overlay =
        new Overlay(
            "plain",
            Network.fullyConnected(new InputFormat(1, 8, 1), precision, 64, 64),
            List.of(new Folding(32, 1), new Folding(32, 1)));
    List<LayerMemory> memories =
        overlay.layers().stream()
            .map(
                layer -> {
                  long[][] weights = new long[1][layer.wmem()];
                  Arrays.fill(
                      weights[0], layer.weightBits() == 1 ? 0xffffffffL : 0x5555555555555555L);
                  long[][] memory = new long[1][layer.tmem() * layer.thresholdsPerNeuron()];
                  Arrays.setAll(memory[0], i -> thresholds[i % thresholds.length]);
                  return new LayerMemory(weights, memory);
                })
            .toList();
    return Engine.of(new ParameterSet(overlay, memories, List.of("only")));
  }

  private static byte activation(Engine engine, int ones) {
    long word = ones == 64 ? -1 : (1L << ones) - 1;
    return engine.trace(new long[] {word}, 0).layers().get(0).activations()[7];
  }

  @Test
  void aThresholdMustBeExceededNotReached() {
    Engine engine = plain(new Precision(1, 1), 20);
    assertThat(activation(engine, 20)).isZero();
    assertThat(activation(engine, 21)).isEqualTo((byte) 1);
  }

  @Test
  void thresholdsAreCutToSixteenBits() {
    assertThat(activation(plain(new Precision(1, 1), 65535), 0)).isEqualTo((byte) 1);
    assertThat(activation(plain(new Precision(1, 1), 0x7fff), 64)).isZero();
    assertThat(activation(plain(new Precision(1, 1), Long.MIN_VALUE), 0)).isZero();
    assertThat(activation(plain(new Precision(1, 1), Long.MIN_VALUE), 1)).isEqualTo((byte) 1);
  }

  @Test
  void twoThresholdsAreAddedInWhateverOrderTheyAre() {
    for (Precision precision : List.of(new Precision(1, 2), new Precision(2, 2))) {
      for (long[] thresholds : new long[][] {{-10, 10}, {10, -10}}) {
        Engine engine = plain(precision, thresholds);
        // The signed sum of 64 bits is twice the ones less 64.
        assertThat(activation(engine, 27)).isEqualTo((byte) -1);
        assertThat(activation(engine, 28)).isZero();
        assertThat(activation(engine, 37)).isZero();
        assertThat(activation(engine, 38)).isEqualTo((byte) 1);
      }
    }
  }
}
