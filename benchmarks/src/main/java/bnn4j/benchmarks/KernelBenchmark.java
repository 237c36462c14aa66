package bnn4j.benchmarks;

import bnn4j.kernels.BitCounter;
import bnn4j.kernels.Kernel;
import bnn4j.kernels.KernelChoice;
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

/** A kernel's counting of bits alone: layers per second on one thread. */
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

    /** Multiplications of two bits. */
    long products() {
      return (long) count * synapses * neurons;
    }
  }

  /** Which kernel counts. */
  @Param({"vector", "scalar"})
  public String kernel;

  /** What it counts. */
  @Param public Shape shape;

  private BitCounter counter;
  private int images;
  private long[] map;
  private int[] counts;

  /** Makes weights and inputs, which is not measured. */
  @Setup
  public void prepare() {
    Random random = new Random(1);
    int words = shape.synapses / Long.SIZE;
    long[] weights = random.longs((long) shape.neurons * words).toArray();
    counter =
        KernelChoice.of(kernel)
            .kernel()
            .bitMatrix(shape.neurons, words, List.of(weights))
            .counter(shape.windows, false);
    images = shape.count / shape.windows.perImage();
    map = random.longs((long) images * shape.windows.imageSize()).toArray();
    counts = new int[shape.count * Kernel.stride(shape.neurons)];
  }

  /** All windows of a layer. */
  @Benchmark
  public int[] layer() {
    counter.read(map, null, images);
    counter.count(0, shape.count, counts);
    return counts;
  }
}
