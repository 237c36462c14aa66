package bnn4j.benchmarks;

import bnn4j.finnthesizer.Finnthesizer;
import bnn4j.finnthesizer.FoldingRule;
import bnn4j.finnthesizer.Synthesis;
import bnn4j.network.TrainedNetwork;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.Overlays;
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

/** Milliseconds from float network to parameter set, files not counted. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class FinnthesizerBenchmark {
  /** Whose network is converted. */
  @Param({"lfcW1A1", "lfcW1A2", "cnvW1A1", "cnvW1A2", "cnvW2A2"})
  public String overlay;

  /** How batch norm becomes thresholds. */
  @Param({"EXACT", "FINNTHESIZER"})
  public FoldingRule folding;

  private Overlay described;
  private TrainedNetwork network;

  /** Makes the network, which is not measured. */
  @Setup
  public void prepare() {
    described = Overlays.named(overlay);
    network = RandomSets.network(described);
  }

  /** Folds and packs. */
  @Benchmark
  public Synthesis conversion() {
    return Finnthesizer.synthesize(network, described, folding, RandomSets.classNames(described));
  }
}
