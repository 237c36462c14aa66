package bnn4j.evaluation.compare;

import bnn4j.overlay.engine.Engine;
import bnn4j.overlay.engine.Trace;
import bnn4j.overlay.params.ParameterSet;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What the engine computes with a parameter set. */
public final class EngineTraces implements TraceSource {
  private final String name;
  private final ParameterSet parameters;

  /** An engine is one thread's workspace. */
  private final ThreadLocal<Engine> workspace;

  private final long[] input;

  /**
   * Runs a set when asked.
   *
   * @param input packed images, one after the other
   */
  public EngineTraces(String name, ParameterSet parameters, long[] input) {
    this.name = name;
    this.parameters = parameters;
    Engine engine = Engine.of(parameters);
    this.workspace = ThreadLocal.withInitial(engine::copy);
    this.input = input;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public SortedSet<Integer> images() {
    return IntStream.range(0, input.length / parameters.overlay().inputWords())
        .boxed()
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Override
  public Trace trace(int image) {
    return workspace.get().trace(input, image * parameters.overlay().inputWords());
  }

  @Override
  public int[] thresholds(int layer, int neuron) {
    return parameters.thresholds(layer, neuron);
  }

  @Override
  public boolean ladder() {
    return parameters.levels() > 1;
  }
}
