package bnn4j.network;

import bnn4j.foundation.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A network layer by layer, without numbers in it: what is connected to what, with which data
 * types, and what its outputs mean.
 *
 * @param input what comes in
 * @param layers from input to output; each fits the one before it, the last is dense
 * @param output how the last layer tells classes apart
 */
public record Network(InputFormat input, List<Layer> layers, OutputCode output) {
  /**
   * Checks that each layer takes what the one before it gives, and that the last gives what the
   * output code says.
   *
   * @throws Refusal naming the first layer that does not
   */
  public Network {
    layers = List.copyOf(layers);
    if (layers.isEmpty() || !layers.get(layers.size() - 1).isDense()) {
      throw new Refusal("network: the last layer must be dense");
    }
    Shape map = input.shape();
    for (int i = 0; i < layers.size(); i++) {
      Layer layer = layers.get(i);
      if (!layer.input().equals(map)) {
        throw new Refusal(
            "network, layer %d: expected an input of %s, found %s"
                .formatted(i, text(map), text(layer.input())));
      }
      boolean last = i == layers.size() - 1;
      if (!last && layer.activations().isEmpty()) {
        throw new Refusal("network, layer %d: only the last layer can output scores".formatted(i));
      }
      if (last && !layer.activations().equals(activations(output))) {
        throw new Refusal(
            "network, layer %d: the output is %s, the layer gives %s"
                .formatted(
                    i, output, layer.activations().map(DataType::toString).orElse("scores")));
      }
      map = layer.shape();
    }
  }

  /**
   * A network in the making, layer by layer.
   *
   * @param input what comes in
   * @param precision of the layers that follow
   */
  public static Builder of(InputFormat input, Precision precision) {
    return new Builder(input, precision);
  }

  /** Fully connected: hidden layers of the given widths between the input and outputs of a bit. */
  public static Network fullyConnected(
      InputFormat input, Precision precision, int outputs, int... hidden) {
    Builder builder = of(input, precision);
    for (int width : hidden) {
      builder.dense(width);
    }
    return builder.dense(outputs).bits();
  }

  /** Outputs of the last layer. */
  public int outputs() {
    return last().neurons();
  }

  /** Weights of all layers. */
  public long parameters() {
    return layers.stream().mapToLong(Layer::parameters).sum();
  }

  /** The layer whose outputs are the result. */
  public Layer last() {
    return layers.get(layers.size() - 1);
  }

  /** The same network with another number of outputs, as trained for that many classes. */
  public Network withOutputs(int outputs) {
    List<Layer> changed = new ArrayList<>(layers);
    changed.set(
        changed.size() - 1,
        new Layer.Dense(last().input(), outputs, last().weights(), last().activations()));
    return new Network(input, changed, output);
  }

  /** What comes into a layer: what the one before it gives; empty for the pictures themselves. */
  public Optional<DataType> inputOf(int layer) {
    return layer == 0 ? input.dataType() : layers.get(layer - 1).activations();
  }

  /**
   * Of a layer. That of the last one is its own weights' and its input's, because what it gives is
   * the output code's business; a network of one layer has as many bits as its output.
   */
  public Precision precisionOf(int index) {
    Layer layer = layers.get(index);
    Optional<DataType> activations =
        index < layers.size() - 1 || index == 0 ? layer.activations() : inputOf(index);
    return new Precision(layer.weights(), activations.orElse(layer.weights()));
  }

  /** The one precision of all layers; empty where they differ. */
  public Optional<Precision> precision() {
    Set<Precision> all = precisions().collect(Collectors.toSet());
    return all.size() == 1 ? all.stream().findFirst() : Optional.empty();
  }

  /** The precision by its name, or those of all layers. */
  public String precisionText() {
    return precision()
        .map(Precision::toString)
        .orElseGet(() -> precisions().map(Precision::toString).collect(Collectors.joining(" ")));
  }

  private Stream<Precision> precisions() {
    return IntStream.range(0, layers.size()).mapToObj(this::precisionOf);
  }

  /** Whether it has the same layers, outputs not counted and data types left aside. */
  public boolean hasShapeOf(Network other) {
    return input.equals(other.input)
        && withOutputs(1).shapes().equals(other.withOutputs(1).shapes());
  }

  private List<String> shapes() {
    return layers.stream().map(Layer::description).toList();
  }

  /** For instance {@code 28x28x1 1-bit input, dense 1024, dense 1024, dense 1024, dense 10}. */
  public String description() {
    return "%dx%dx%d %d-bit input, "
            .formatted(input.dimension(), input.dimension(), input.channels(), input.bits())
        + String.join(", ", shapes());
  }

  private static Optional<DataType> activations(OutputCode output) {
    return output.givesBits() ? Optional.of(DataType.BINARY) : Optional.empty();
  }

  private static String text(Shape shape) {
    return "%dx%dx%d".formatted(shape.dimension(), shape.dimension(), shape.channels());
  }

  /** Adds one layer to the next; what comes in follows from the layer before. */
  public static final class Builder {
    private final InputFormat input;
    private final List<Layer> layers = new ArrayList<>();
    private Precision precision;

    private Builder(InputFormat input, Precision precision) {
      this.input = input;
      this.precision = precision;
    }

    /** The layers that follow have this precision. */
    public Builder precision(Precision of) {
      precision = of;
      return this;
    }

    /** A convolution of stride 1 without padding. */
    public Builder convolution(int kernel, int channels) {
      return convolution(kernel, channels, 1, 0);
    }

    /**
     * A convolution.
     *
     * @throws Refusal naming the layer that does not fit
     */
    public Builder convolution(int kernel, int channels, int stride, int padding) {
      return add(
          map ->
              new Layer.Convolution(
                  map,
                  kernel,
                  stride,
                  padding,
                  channels,
                  precision.weights(),
                  Optional.of(precision.activations()),
                  Pool.NONE));
    }

    /** Squares side by side, pooled after the last convolution. */
    public Builder pool(int size) {
      return pool(new Pool(size, size));
    }

    /**
     * A pool after the last convolution.
     *
     * @throws Refusal if there is none to pool, or it is pooled already
     */
    public Builder pool(Pool pool) {
      int at = layers.size() - 1;
      if (at < 0 || layers.get(at).isDense() || layers.get(at).isPooled()) {
        throw new Refusal(
            "step %d: a pool must directly follow a convolution; found a %s %s"
                .formatted(
                    at + 1,
                    pool,
                    at < 0
                        ? "at the input"
                        : "after a " + (layers.get(at).isDense() ? "dense layer" : "pool")));
      }
      layers.set(at, named(at, () -> layers.get(at).withPool(pool)));
      return this;
    }

    /** A dense layer. */
    public Builder dense(int neurons) {
      return add(
          map ->
              new Layer.Dense(
                  map, neurons, precision.weights(), Optional.of(precision.activations())));
    }

    /** The network, whose last layer gives a bit per output. */
    public Network bits() {
      return build(OutputCode.BITS);
    }

    /** The network, whose last layer gives scores. */
    public Network scores() {
      return build(OutputCode.SCORES);
    }

    /**
     * The network.
     *
     * @throws Refusal if the last layer is not dense
     */
    public Network build(OutputCode output) {
      if (layers.isEmpty() || !layers.get(layers.size() - 1).isDense()) {
        throw new Refusal("network: the last layer must be dense");
      }
      List<Layer> all = new ArrayList<>(layers);
      all.set(all.size() - 1, all.get(all.size() - 1).withActivations(activations(output)));
      return new Network(input, all, output);
    }

    private Builder add(Function<Shape, Layer> layer) {
      Shape map = layers.isEmpty() ? input.shape() : layers.get(layers.size() - 1).shape();
      layers.add(named(layers.size(), () -> layer.apply(map)));
      return this;
    }

    private static Layer named(int index, Supplier<Layer> making) {
      try {
        Layer layer = making.get();
        layer.shape();
        return layer;
      } catch (Refusal e) {
        throw new Refusal("network, layer %d: %s".formatted(index, e.getMessage()), e);
      }
    }
  }
}
