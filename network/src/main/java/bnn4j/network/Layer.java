package bnn4j.network;

import bnn4j.foundation.Refusal;
import java.util.Optional;

/**
 * Neurons that sum weighted inputs, the thresholds that turn sums into activations, and the pool
 * that may follow. The synapses of a neuron are in the order row, column, channel of the window
 * that it sees, the channel fastest (formats.md 1.4).
 */
public sealed interface Layer {
  /** What comes in. */
  Shape input();

  /** What goes on to the next layer, pooled. */
  Shape shape();

  /** Neurons, or output channels. */
  int neurons();

  /** Rows and columns of the window that a neuron sees; all of the input for a dense layer. */
  int kernel();

  /** Pixels from one window to the next. */
  int stride();

  /** Rows and columns of zeros around the input. */
  int padding();

  /** What is done with the activations. */
  Pool pool();

  /** What a weight can be. */
  DataType weights();

  /** What an activation can be; empty where the accumulators are the result. */
  Optional<DataType> activations();

  /** Whether every input goes to every neuron. */
  boolean isDense();

  /** The same layer with other activations. */
  Layer withActivations(Optional<DataType> activations);

  /**
   * The same layer with another pool.
   *
   * @throws Refusal if its activations are not on a map
   */
  Layer withPool(Pool pool);

  /** For messages: {@code dense 64} or {@code conv3x3 64}, and the pool. */
  String description();

  /** Synapses of a neuron. */
  default int fanIn() {
    return kernel() * kernel() * input().channels();
  }

  /** Weights of all neurons. */
  default long parameters() {
    return (long) neurons() * fanIn();
  }

  /** What the neurons give, before the pool. */
  default Shape unpooled() {
    return new Shape(neurons(), (input().dimension() + 2 * padding() - kernel()) / stride() + 1);
  }

  /** Windows that the neurons are applied to: output pixels before the pool. */
  default int positions() {
    return unpooled().pixels();
  }

  /** Whether pixels are pooled. */
  default boolean isPooled() {
    return !pool().isNone();
  }

  /**
   * Every input to every neuron.
   *
   * @param input a map counts as the vector of its values
   * @param neurons at least 1
   */
  record Dense(Shape input, int neurons, DataType weights, Optional<DataType> activations)
      implements Layer {
    /**
     * Checks the count.
     *
     * @throws Refusal if there are no neurons
     */
    public Dense {
      checkNeurons("neurons", neurons);
    }

    @Override
    public Shape shape() {
      return unpooled();
    }

    @Override
    public int kernel() {
      return input.dimension();
    }

    @Override
    public int stride() {
      return 1;
    }

    @Override
    public int padding() {
      return 0;
    }

    @Override
    public Pool pool() {
      return Pool.NONE;
    }

    @Override
    public boolean isDense() {
      return true;
    }

    @Override
    public Layer withActivations(Optional<DataType> other) {
      return new Dense(input, neurons, weights, other);
    }

    @Override
    public Layer withPool(Pool other) {
      if (!other.isNone()) {
        throw new Refusal("a dense layer has no feature map to pool");
      }
      return this;
    }

    @Override
    public String description() {
      return "dense " + neurons;
    }
  }

  /**
   * A square convolution without kernel flip.
   *
   * @param input the map that it slides over
   * @param kernel rows and columns of the kernel
   * @param stride pixels from one window to the next
   * @param padding rows and columns of zeros around the map, less than the kernel
   * @param neurons output channels
   */
  record Convolution(
      Shape input,
      int kernel,
      int stride,
      int padding,
      int neurons,
      DataType weights,
      Optional<DataType> activations,
      Pool pool)
      implements Layer {
    /**
     * Checks that windows and pool cover the map.
     *
     * @throws Refusal naming what does not fit
     */
    public Convolution {
      checkNeurons("channels", neurons);
      if (padding < 0 || stride < 1) {
        throw new Refusal(
            "expected a stride of at least 1 and no negative padding, found %d and %d"
                .formatted(stride, padding));
      }
      int padded = input.dimension() + 2 * padding;
      if (kernel < 1 || kernel > padded) {
        throw new Refusal("expected a kernel of 1 to %d, found %d".formatted(padded, kernel));
      }
      if (padding >= kernel) {
        throw new Refusal(
            "expected a padding below the kernel's %d, found %d".formatted(kernel, padding));
      }
      if (activations.isEmpty() && !pool.isNone()) {
        throw new Refusal("a layer with scores cannot be pooled");
      }
      pool.through((padded - kernel) / stride + 1);
    }

    /** Stride 1, no padding, no pool. */
    public Convolution(
        Shape input, int kernel, int neurons, DataType weights, DataType activations) {
      this(input, kernel, 1, 0, neurons, weights, Optional.of(activations), Pool.NONE);
    }

    @Override
    public Shape shape() {
      return new Shape(neurons, pool.through(unpooled().dimension()));
    }

    @Override
    public boolean isDense() {
      return false;
    }

    @Override
    public Layer withActivations(Optional<DataType> other) {
      return new Convolution(input, kernel, stride, padding, neurons, weights, other, pool);
    }

    @Override
    public Convolution withPool(Pool other) {
      return new Convolution(input, kernel, stride, padding, neurons, weights, activations, other);
    }

    @Override
    public String description() {
      return "conv%dx%d %d%s%s%s"
          .formatted(
              kernel,
              kernel,
              neurons,
              stride == 1 ? "" : " stride " + stride,
              padding == 0 ? "" : " padding " + padding,
              isPooled() ? ", pool%dx%d".formatted(pool.size(), pool.size()) : "");
    }
  }

  private static void checkNeurons(String what, int found) {
    if (found < 1) {
      throw new Refusal("expected at least 1 %s, found %d".formatted(what, found));
    }
  }
}
