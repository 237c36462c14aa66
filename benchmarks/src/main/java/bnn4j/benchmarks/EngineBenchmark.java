package bnn4j.benchmarks;

import bnn4j.kernels.Kernel;
import bnn4j.kernels.KernelChoice;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.Overlays;
import bnn4j.overlay.engine.Engine;
import bnn4j.overlay.host.InputPacking;
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

/** Batches per second from raw pictures to result words, packing included. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class EngineBenchmark {
  /** Whose network runs. */
  @Param({"lfcW1A1", "lfcW1A2", "cnvW1A1", "cnvW1A2", "cnvW2A2"})
  public String overlay;

  /** Which kernel it runs on. */
  @Param({"fastest", "scalar"})
  public String kernel;

  /** Pictures of a batch. */
  @Param({"1", "64", "10000"})
  public int images;

  /** Threads that share a batch. */
  @Param({"1", "2"})
  public int threads;

  private InputPacking packing;
  private Engine engine;
  private byte[] pixels;
  private long[] input;
  private long[] output;

  /** Makes network and pictures, which is not measured. */
  @Setup
  public void prepare() {
    Overlay described = Overlays.named(overlay);
    packing = InputPacking.of(described);
    engine = Engine.of(RandomSets.parameters(described), kernel(kernel));
    pixels = RandomSets.pixels(described, images);
    input = new long[images * described.inputWords()];
    output = new long[images * described.outputWords()];
  }

  /** A kernel by its name; {@code fastest} is the default one. */
  static Kernel kernel(String name) {
    return KernelChoice.of(name.equals("fastest") ? null : name).kernel();
  }

  /** A batch: packed, then run. */
  @Benchmark
  public long[] batch() {
    for (int image = 0; image < images; image++) {
      packing.pack(pixels, image * packing.pixels(), input, image * packing.words());
    }
    if (threads == 1) {
      engine.run(input, 0, images, output, 0);
      return output;
    }
    return engine.run(input, images, threads);
  }
}
