package bnn4j.benchmarks;

import bnn4j.kernels.BitCounter;
import bnn4j.kernels.Kernel;
import bnn4j.kernels.KernelChoice;
import bnn4j.kernels.ThresholdComparison;
import bnn4j.kernels.ValueSums;
import bnn4j.kernels.Windows;
import bnn4j.network.InputFormat;
import bnn4j.network.Layer;
import bnn4j.overlay.Accumulator;
import bnn4j.overlay.MatrixLayer;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.Overlays;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Microseconds that the parts of the engine's work take for an image, each part alone. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class PartsBenchmark {
  private static final int IMAGES = 16;

  /** Whose layers. */
  @Param({"lfcW1A1", "cnvW1A1"})
  public String overlay;

  private final Random random = new Random(1);
  private final List<Part> counts = new ArrayList<>();
  private final List<Part> sums = new ArrayList<>();

  /** One layer's share of a part, for all images. */
  private interface Part {
    void run();
  }

  /** Makes layers and inputs, which is not measured. */
  @Setup
  public void prepare() {
    Overlay described = Overlays.named(overlay);
    Kernel kernel = KernelChoice.ofThisJvm().kernel();
    for (MatrixLayer layer : described.layers()) {
      int stride = Kernel.stride(layer.rows());
      ThresholdComparison comparison =
          kernel.comparison(random.ints(layer.rows(), -99, 99).toArray());
      long[] bits = new long[IMAGES * layer.positions() * stride / Kernel.BLOCK];
      if (layer.accumulator() == Accumulator.FIXED_POINT) {
        sums.add(sums(kernel, layer, described.network().input(), comparison, bits));
      } else {
        counts.add(counts(kernel, layer, comparison, bits));
      }
    }
  }

  private Part counts(
      Kernel kernel, MatrixLayer layer, ThresholdComparison comparison, long[] bits) {
    Layer shape = layer.layer();
    Windows windows =
        shape.isDense()
            ? new Windows(IMAGES, 1, words(layer.columns()), 1)
            : new Windows(
                IMAGES, shape.input().dimension(), words(shape.input().channels()), shape.kernel());
    int words = words(layer.columns());
    long[] weights = random.longs((long) layer.rows() * words).toArray();
    long[] map = random.longs((long) IMAGES * windows.imageSize()).toArray();
    BitCounter counter =
        kernel.bitMatrix(layer.rows(), words, List.of(weights)).counter(windows, false);
    int together = kernel.together(layer.rows());
    int[] room = new int[together * Kernel.stride(layer.rows())];
    int all = IMAGES * layer.positions();
    return () -> {
      counter.read(map, null, IMAGES);
      for (int first = 0; first < all; first += together) {
        int windowCount = Math.min(together, all - first);
        counter.exceeded(first, windowCount, comparison, room, bits, first * words(layer.rows()));
      }
    };
  }

  private Part sums(
      Kernel kernel,
      MatrixLayer layer,
      InputFormat input,
      ThresholdComparison comparison,
      long[] bits) {
    Layer c = layer.layer();
    int[][] weights = new int[layer.rows()][];
    for (int neuron = 0; neuron < weights.length; neuron++) {
      weights[neuron] = random.ints(layer.columns(), 0, 2).map(bit -> 4 * bit - 2).toArray();
    }
    byte[] pictures = new byte[IMAGES * input.values()];
    random.nextBytes(pictures);
    Windows windows = new Windows(IMAGES, input.dimension(), input.channels(), c.kernel());
    ValueSums adding = kernel.valueMatrix(weights).sums(windows);
    int together = kernel.summedTogether();
    int[] room = new int[together * Kernel.stride(layer.rows())];
    int all = IMAGES * layer.positions();
    return () -> {
      adding.read(pictures, IMAGES);
      for (int first = 0; first < all; first += together) {
        int windowCount = Math.min(together, all - first);
        adding.exceeded(first, windowCount, comparison, room, bits, first * words(layer.rows()));
      }
    };
  }

  private static int words(int bits) {
    return (bits + Long.SIZE - 1) / Long.SIZE;
  }

  /** Counting bits and comparing, in all layers but one that sees colours. */
  @Benchmark
  @OperationsPerInvocation(IMAGES)
  public List<?> counting() {
    return run(counts);
  }

  /** Adding up colours and comparing. */
  @Benchmark
  @OperationsPerInvocation(IMAGES)
  public List<?> adding() {
    return run(sums);
  }

  private static List<?> run(List<Part> parts) {
    for (Part part : parts) {
      part.run();
    }
    return parts;
  }
}
