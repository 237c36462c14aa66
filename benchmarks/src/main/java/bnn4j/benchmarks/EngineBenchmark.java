package bnn4j.benchmarks;

import bnn4j.overlay.Overlay;
import bnn4j.overlay.Overlays;
import bnn4j.overlay.engine.Engine;
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

/** Images per second of the engine on one thread; an operation is an image. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class EngineBenchmark {
  private static final int IMAGES = 16;

  /** Whose network runs. */
  @Param({"lfcW1A1", "lfcW1A2", "cnvW1A1", "cnvW1A2", "cnvW2A2"})
  public String overlay;

  private Engine engine;
  private long[] input;
  private long[] output;

  /** Makes network and images, which is not measured. */
  @Setup
  public void prepare() {
    Overlay described = Overlays.named(overlay);
    engine = Engine.of(RandomSets.parameters(described));
    input = RandomSets.images(described, IMAGES);
    output = new long[IMAGES * described.outputWords()];
  }

  /** The images of a batch, one after the other. */
  @Benchmark
  @OperationsPerInvocation(IMAGES)
  public long[] imagesPerSecond() {
    engine.run(input, 0, IMAGES, output, 0);
    return output;
  }
}
