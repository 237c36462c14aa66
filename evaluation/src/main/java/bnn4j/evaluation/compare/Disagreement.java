package bnn4j.evaluation.compare;

import bnn4j.network.ReferenceEvaluation;
import bnn4j.network.TrainedLayer;
import bnn4j.network.TrainedLayerTrace;
import bnn4j.network.TrainedNetwork;
import bnn4j.overlay.AccumulatorDomain;
import bnn4j.overlay.MatrixLayer;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.engine.Engine;
import bnn4j.overlay.engine.LayerTrace;
import bnn4j.overlay.engine.Trace;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The first neuron that float model and accelerator decide differently for an image; of a layer
 * that gives scores, and of the last where its outputs are a ladder, the first with another sum.
 *
 * @param image which image
 * @param at where in the network
 * @param accumulator what the accelerator summed; where the model pools sums, the largest of the
 *     square
 * @param trained what the model summed, in the accelerator's unit
 * @param activation the accelerator's, -1, 0 or +1; 0 for scores
 * @param decision the model's, likewise
 * @param value the model's after the batch norm
 * @param margin how far that lies from the nearest step of the quantizer; NaN for scores
 * @param thresholds of the neuron; empty if unknown or none
 * @param reachesResult whether the image gets another bit, or another class the best score
 */
public record Disagreement(
    int image,
    NeuronPosition at,
    int accumulator,
    int trained,
    int activation,
    int decision,
    double value,
    double margin,
    List<Integer> thresholds,
    boolean reachesResult)
    implements Difference {
  /** Copies the list. */
  public Disagreement {
    thresholds = List.copyOf(thresholds);
  }

  /**
   * Runs both side by side.
   *
   * @param model evaluates the float network
   * @param engine with the parameter set made of it
   * @param ladder whether that set's outputs are a ladder
   * @param input packed images
   * @param offset of the image's first word
   * @param image its number, for the result
   * @return empty if they agree on every neuron
   */
  public static Optional<Disagreement> first(
      ReferenceEvaluation model,
      Engine engine,
      boolean ladder,
      long[] input,
      int offset,
      int image) {
    return new Search(model.trained(), engine.overlay(), ladder, image)
        .in(model.run(input, offset), engine.trace(input, offset));
  }

  /**
   * Compares a model with a trace of the same image.
   *
   * @param model has computed {@code floats}
   * @param overlay whose trace it is
   * @param image which image
   * @param source knows the trace and perhaps the thresholds
   * @return empty if they agree on every neuron
   */
  static Optional<Disagreement> first(
      TrainedNetwork model,
      List<TrainedLayerTrace> floats,
      Overlay overlay,
      int image,
      TraceSource source) {
    Trace trace = source.trace(image);
    TraceLengths.check(overlay, source.name(), image, trace);
    return new Search(model, overlay, source.ladder(), image)
        .in(floats, trace)
        .map(
            d -> {
              int[] thresholds = source.thresholds(d.at.layer(), d.at.neuron());
              return d.with(IntStream.of(thresholds).boxed().toList());
            });
  }

  private Disagreement reaching(boolean result) {
    return new Disagreement(
        image, at, accumulator, trained, activation, decision, value, margin, thresholds, result);
  }

  private Disagreement with(List<Integer> known) {
    return new Disagreement(
        image, at, accumulator, trained, activation, decision, value, margin, known, reachesResult);
  }

  /** Goes through the layers. */
  private record Search(TrainedNetwork network, Overlay overlay, boolean ladder, int image) {
    Optional<Disagreement> in(List<TrainedLayerTrace> floats, Trace trace) {
      for (MatrixLayer layer : overlay.layers()) {
        Optional<Disagreement> found =
            in(layer, floats.get(layer.index()), trace.layers().get(layer.index()));
        if (found.isPresent()) {
          return found.map(d -> d.reaching(resultsDiffer(floats, trace)));
        }
      }
      return Optional.empty();
    }

    private boolean resultsDiffer(List<TrainedLayerTrace> floats, Trace trace) {
      TrainedLayerTrace trained = floats.get(floats.size() - 1);
      LayerTrace accelerated = trace.layers().get(floats.size() - 1);
      int classes = trained.values().length;
      if (ladder) { // whose thresholds are its own: the sums that they look at part
        return in(overlay.layers().get(floats.size() - 1), trained, accelerated).isPresent();
      }
      if (!overlay.bitOutput()) {
        return largest(classes, n -> trained.values()[n])
            != largest(classes, n -> accelerated.accumulators()[n]);
      }
      return IntStream.range(0, classes)
          .anyMatch(n -> trained.activations()[n] != 2 * accelerated.activations()[n] - 1);
    }

    /** The first largest. */
    private static int largest(int classes, IntToDoubleFunction score) {
      return IntStream.range(0, classes)
          .reduce((best, n) -> score.applyAsDouble(n) > score.applyAsDouble(best) ? n : best)
          .orElseThrow();
    }

    private Optional<Disagreement> in(
        MatrixLayer layer, TrainedLayerTrace floats, LayerTrace trace) {
      TrainedLayer numbers = network.layers().get(layer.index());
      boolean scores = !layer.hasThresholds() || (ladder && isLast(layer));
      for (int i = 0; i < floats.values().length; i++) {
        int neuron = i % numbers.neurons();
        int sign = numbers.scale(neuron) < 0 ? -1 : 1;
        int trained = new AccumulatorDomain(layer).accelerated(floats.sums()[i], sign);
        int at = pooledSums(layer) ? deciding(layer, trace, i) : i;
        int accumulator = trace.accumulators()[at];
        int activation = scores ? 0 : activation(trace.activations()[at], layer);
        int decision = scores ? 0 : floats.activations()[i];
        if (activation != decision || (scores && accumulator != trained)) {
          double value = floats.values()[i];
          return Optional.of(
              new Disagreement(
                  image,
                  NeuronPosition.of(layer, i, pooledSums(layer)),
                  accumulator,
                  trained,
                  activation,
                  decision,
                  value,
                  scores ? Double.NaN : margin(value, layer),
                  List.of(),
                  false));
        }
      }
      return Optional.empty();
    }

    private boolean isLast(MatrixLayer layer) {
      return layer.index() == network.layers().size() - 1;
    }

    private boolean pooledSums(MatrixLayer layer) {
      return layer.pooled() && network.poolsBeforeNorm();
    }

    /** Index of the largest accumulator of a square, by which the accelerator decides about it. */
    private static int deciding(MatrixLayer layer, LayerTrace trace, int index) {
      int dimension = layer.dimension();
      int pixel = index / layer.rows();
      int top = 2 * (pixel / (dimension / 2));
      int left = 2 * (pixel % (dimension / 2));
      return IntStream.range(0, 4)
          .map(i -> (top + i / 2) * dimension + left + i % 2)
          .map(p -> p * layer.rows() + index % layer.rows())
          .boxed()
          .max(Comparator.comparingInt(at -> trace.accumulators()[at]))
          .orElseThrow();
    }

    /** A trace holds 0 and 1 for one bit. */
    private static int activation(byte traced, MatrixLayer layer) {
      return layer.outputBits() == 1 ? 2 * traced - 1 : traced;
    }

    private static double margin(double value, MatrixLayer layer) {
      double nearest = Double.POSITIVE_INFINITY;
      for (double step : layer.layer().activations().orElseThrow().steps()) {
        nearest = Math.min(nearest, Math.abs(value - step));
      }
      return nearest;
    }
  }

  @Override
  public String details() {
    StringBuilder text = new StringBuilder("  accelerator: accumulator %d".formatted(accumulator));
    thresholds.forEach(
        t -> text.append(", threshold %d (margin %+d)".formatted(t, accumulator - t)));
    boolean scores = Double.isNaN(margin);
    text.append(scores ? "\n" : ", activation %d%n".formatted(activation));
    text.append("  model: accumulator %d, value %.6g".formatted(trained, value));
    text.append(
        scores ? "\n" : " (%.3g from its step), activation %d%n".formatted(margin, decision));
    return text.toString();
  }

  @Override
  public String toString() {
    return "image %d, %s: accumulator %d, float value %.3g from its step"
        .formatted(image, at, accumulator, margin);
  }
}
