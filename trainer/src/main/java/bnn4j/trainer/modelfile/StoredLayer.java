package bnn4j.trainer.modelfile;

import bnn4j.network.DataType;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * A layer of a configuration. The file names a class; known names select the records below, and no
 * other class is ever loaded.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "@class")
@JsonSubTypes({
  @JsonSubTypes.Type(name = "bnn4j.trainer.layers.QuantizedDense", value = StoredLayer.Dense.class),
  @JsonSubTypes.Type(
      name = "bnn4j.trainer.layers.QuantizedConvolution",
      value = StoredLayer.Convolution.class),
  @JsonSubTypes.Type(name = "bnn4j.trainer.layers.MaxPool", value = StoredLayer.MaxPool.class),
  @JsonSubTypes.Type(
      name = "bnn4j.trainer.layers.QuantizedBatchNorm",
      value = StoredLayer.BatchNorm.class),
  @JsonSubTypes.Type(
      name = "org.deeplearning4j.nn.conf.layers.LossLayer",
      value = StoredLayer.Loss.class)
})
public sealed interface StoredLayer {
  /** Numbers that it has. */
  long parameters();

  /** How many of them are learned, and so have a state of the updater. */
  long learned();

  /** A layer with weights; they are stored neuron after neuron. */
  sealed interface Product extends StoredLayer {
    /** Neurons, or channels out. */
    int outputs();

    /** Weights of a neuron. */
    int synapses();

    /** 1 or 2. */
    int weightBits();

    /** What is left out of its input while training; null if nothing is. */
    StoredDropout dropout();

    /** How it learns. */
    StoredUpdater updater();

    @Override
    default long parameters() {
      return (long) outputs() * synapses();
    }

    @Override
    default long learned() {
      return parameters();
    }
  }

  /** A dense layer. */
  record Dense(
      @JsonProperty(value = "nin", required = true) int inputs,
      @JsonProperty(value = "nout", required = true) int outputs,
      @JsonProperty(value = "weightBits", required = true) int weightBits,
      @JsonProperty(value = "idropout", required = true) StoredDropout dropout,
      @JsonProperty(value = "iupdater", required = true) StoredUpdater updater)
      implements Product {
    /**
     * @throws IllegalArgumentException if a size is none
     */
    public Dense {
      checkSizes(1, inputs, outputs);
    }

    @Override
    public int synapses() {
      return inputs;
    }
  }

  /**
   * A convolution.
   *
   * @param stride pixels from one window to the next; null in files from before there was another
   *     than 1
   * @param padding rows and columns of zeros; null in files from before there were some
   */
  record Convolution(
      @JsonProperty(value = "kernel", required = true) int kernel,
      @JsonProperty("stride") Integer stride,
      @JsonProperty("padding") Integer padding,
      @JsonProperty(value = "nin", required = true) int inputs,
      @JsonProperty(value = "nout", required = true) int outputs,
      @JsonProperty(value = "weightBits", required = true) int weightBits,
      @JsonProperty(value = "idropout", required = true) StoredDropout dropout,
      @JsonProperty(value = "iupdater", required = true) StoredUpdater updater)
      implements Product {
    /**
     * @throws IllegalArgumentException if a size is none
     */
    public Convolution {
      checkSizes(kernel, inputs, outputs);
      stride = stride == null ? 1 : stride;
      padding = padding == null ? 0 : padding;
      if (stride < 1 || padding < 0 || padding >= kernel) {
        throw new IllegalArgumentException(
            "expected a stride of at least 1 and a padding of 0 to %d, found %d and %d"
                .formatted(kernel - 1, stride, padding));
      }
    }

    @Override
    public int synapses() {
      return kernel * kernel * inputs;
    }
  }

  /**
   * A max pool of squares.
   *
   * @param stride pixels from one to the next; null in files from before there was another than the
   *     size
   */
  record MaxPool(
      @JsonProperty(value = "nin", required = true) int channels,
      @JsonProperty(value = "size", required = true) int size,
      @JsonProperty("stride") Integer stride)
      implements StoredLayer {
    /**
     * @throws IllegalArgumentException if a size is none
     */
    public MaxPool {
      checkSizes(size, channels, channels);
      stride = stride == null ? size : stride;
      if (stride < 1) {
        throw new IllegalArgumentException(
            "expected a stride of at least 1, found %d".formatted(stride));
      }
    }

    @Override
    public long parameters() {
      return 0;
    }

    @Override
    public long learned() {
      return 0;
    }
  }

  /**
   * Batch norm and quantizer.
   *
   * @param neurons 1 if one norm serves all
   * @param unsigned whether levels begin with 0; null in files from before there were such
   */
  record BatchNorm(
      @JsonProperty(value = "nout", required = true) int neurons,
      @JsonProperty(value = "activationBits", required = true) int activationBits,
      @JsonProperty(value = "epsilon", required = true) double epsilon,
      @JsonProperty(value = "momentum", required = true) double momentum,
      @JsonProperty(value = "positive", required = true) boolean positive,
      @JsonProperty("unsigned") Boolean unsigned,
      @JsonProperty(value = "iupdater", required = true) StoredUpdater updater)
      implements StoredLayer {
    private static final int UNQUANTIZED = 32;

    /**
     * @throws IllegalArgumentException if a value is out of range
     */
    public BatchNorm {
      checkSizes(1, neurons, 1);
      unsigned = unsigned != null && unsigned;
      if (!(epsilon > 0 && epsilon < 1 && momentum > 0 && momentum <= 1)) {
        throw new IllegalArgumentException(
            "expected an epsilon and a momentum between 0 and 1, found %s and %s"
                .formatted(epsilon, momentum));
      }
    }

    /** The activations; before the loss, where nothing is quantized, a bit. */
    DataType levels() {
      return activationBits == UNQUANTIZED
          ? DataType.BINARY
          : new DataType(activationBits, !unsigned);
    }

    /** Scale, shift, mean and inverse standard deviation. */
    @Override
    public long parameters() {
      return 4L * neurons;
    }

    /** Scale and shift. */
    @Override
    public long learned() {
      return 2L * neurons;
    }
  }

  /** The squared hinge loss, which ends every network. */
  record Loss(@JsonProperty(value = "lossFn", required = true) LossFunction function)
      implements StoredLayer {
    @Override
    public long parameters() {
      return 0;
    }

    @Override
    public long learned() {
      return 0;
    }
  }

  /**
   * What training makes small.
   *
   * @param type a name that must be the only one there is
   */
  record LossFunction(@JsonProperty(value = "@class", required = true) String type) {
    /**
     * @throws IllegalArgumentException if it is another
     */
    public LossFunction {
      StoredNetwork.checkType(type, "org.nd4j.linalg.lossfunctions.impl.LossSquaredHinge");
    }
  }

  private static void checkSizes(int kernel, int inputs, int outputs) {
    boolean positive = kernel > 0 && inputs > 0 && outputs > 0;
    if (!positive || (double) kernel * kernel * inputs * outputs > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "expected sizes above 0 and less than 2^31 weights, found %d inputs, %d outputs%s"
              .formatted(inputs, outputs, kernel == 1 ? "" : ", size " + kernel));
    }
  }
}
