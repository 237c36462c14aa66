package bnn4j.benchmarks;

import bnn4j.overlay.Overlay;
import bnn4j.overlay.Overlays;
import bnn4j.overlay.host.InputPacking;
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

/** Raw pictures packed per second on one thread; an operation is a picture. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class PackingBenchmark {
  private static final int IMAGES = 64;

  /** For whose input. */
  @Param({"lfcW1A1", "cnvW1A1"})
  public String overlay;

  private InputPacking packing;
  private byte[] pixels;
  private long[] input;

  /** Makes pictures, which is not measured. */
  @Setup
  public void prepare() {
    Overlay described = Overlays.named(overlay);
    packing = InputPacking.of(described);
    pixels = RandomSets.pixels(described, IMAGES);
    input = new long[IMAGES * packing.words()];
  }

  /** A batch of pictures. */
  @Benchmark
  @OperationsPerInvocation(IMAGES)
  public long[] pack() {
    for (int image = 0; image < IMAGES; image++) {
      packing.pack(pixels, image * packing.pixels(), input, image * packing.words());
    }
    return input;
  }
}
