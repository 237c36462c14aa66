package bnn4j.benchmarks;

import bnn4j.kernels.BitCounter;
import bnn4j.kernels.Kernel;
import bnn4j.kernels.ThresholdComparison;
import bnn4j.kernels.Windows;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A kernel's counting of bits, and comparing: layers per second on one thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class KernelBenchmark {
  /** A layer of the published networks. */
  public enum Shape {
    /** Dense, 1024 synapses, 1024 neurons, a block of 32 images. */
    LFC_LAYER_1(new Windows(32, 1, 16, 1), 32, 1024, 1024),
    /** 3x3 on 30x30x64, 64 neurons. */
    CNV_LAYER_1(new Windows(1, 30, 1, 3), 28 * 28, 576, 64),
    /** 3x3 on 12x12x128, 128 neurons. */
    CNV_LAYER_3(new Windows(1, 12, 2, 3), 10 * 10, 1152, 128);

    private final Windows windows;
    private final int count;
    private final int synapses;
    private final int neurons;

    Shape(Windows windows, int count, int synapses, int neurons) {
      this.windows = windows;
      this.count = count;
      this.synapses = synapses;
      this.neurons = neurons;
    }

    /** Of a neuron. */
    int synapses() {
      return synapses;
    }

    /** Multiplications of two bits. */
    long products() {
      return (long) count * synapses * neurons;
    }
  }

  /** Which kernel counts. */
  @Param({"fastest", "scalar"})
  public String kernel;

  /** What it counts. */
  @Param public Shape shape;

  private BitCounter counter;
  private int images;
  private long[] map;
  private int[] counts;
  private int together;
  private ThresholdComparison comparison;
  private long[] bits;

  /** Makes weights and inputs, which is not measured. */
  @Setup
  public void prepare() {
    Random random = new Random(1);
    int words = shape.synapses / Long.SIZE;
    long[] weights = random.longs((long) shape.neurons * words).toArray();
    Kernel counting = EngineBenchmark.kernel(kernel);
    counter =
        counting.bitMatrix(shape.neurons, words, List.of(weights)).counter(shape.windows, false);
    comparison = counting.comparison(random.ints(shape.neurons, 0, shape.synapses).toArray());
    together = Math.min(shape.count, counting.together(shape.neurons));
    images = shape.count / shape.windows.perImage();
    map = random.longs((long) images * shape.windows.imageSize()).toArray();
    counts = new int[together * Kernel.stride(shape.neurons)];
    bits = new long[shape.count * Kernel.stride(shape.neurons) / Kernel.BLOCK];
  }

  /** All windows of a layer, their activations. */
  @Benchmark
  public long[] layer() {
    counter.read(map, null, images);
    int words = Kernel.stride(shape.neurons) / Kernel.BLOCK;
    for (int first = 0; first < shape.count; first += together) {
      int windows = Math.min(together, shape.count - first);
      counter.exceeded(first, windows, comparison, counts, bits, first * words);
    }
    return bits;
  }
}
