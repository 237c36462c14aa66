package bnn4j.trainer.modelfile;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * A layer of a configuration. The file names a class; the names below stand for the records below,
 * and a class that a file names is never looked for.
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
      @JsonProperty("nin") int inputs,
      @JsonProperty("nout") int outputs,
      @JsonProperty("weightBits") int weightBits,
      @JsonProperty("idropout") StoredDropout dropout,
      @JsonProperty("iupdater") StoredUpdater updater)
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

  /** A convolution, stride 1, no padding. */
  record Convolution(
      @JsonProperty("kernel") int kernel,
      @JsonProperty("nin") int inputs,
      @JsonProperty("nout") int outputs,
      @JsonProperty("weightBits") int weightBits,
      @JsonProperty("idropout") StoredDropout dropout,
      @JsonProperty("iupdater") StoredUpdater updater)
      implements Product {
    /**
     * @throws IllegalArgumentException if a size is none
     */
    public Convolution {
      checkSizes(kernel, inputs, outputs);
    }

    @Override
    public int synapses() {
      return kernel * kernel * inputs;
    }
  }

  /** A max pool of squares side by side. */
  record MaxPool(@JsonProperty("nin") int channels, @JsonProperty("size") int size)
      implements StoredLayer {
    /**
     * @throws IllegalArgumentException if a size is none
     */
    public MaxPool {
      checkSizes(size, channels, channels);
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
   */
  record BatchNorm(
      @JsonProperty("nout") int neurons,
      @JsonProperty("activationBits") int activationBits,
      @JsonProperty("epsilon") double epsilon,
      @JsonProperty("momentum") double momentum,
      @JsonProperty("positive") boolean positive,
      @JsonProperty("iupdater") StoredUpdater updater)
      implements StoredLayer {
    private static final int UNQUANTIZED = 32;

    /**
     * @throws IllegalArgumentException if a value is out of range
     */
    public BatchNorm {
      checkSizes(1, neurons, 1);
      if (!(epsilon > 0 && epsilon < 1 && momentum > 0 && momentum <= 1)) {
        throw new IllegalArgumentException(
            "expected an epsilon and a momentum between 0 and 1, found %s and %s"
                .formatted(epsilon, momentum));
      }
    }

    /** Bits of the activations; before the loss, where nothing is quantized, a bit. */
    int quantizedBits() {
      return activationBits == UNQUANTIZED ? 1 : activationBits;
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
  record Loss(@JsonProperty("lossFn") LossFunction function) implements StoredLayer {
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
  record LossFunction(@JsonProperty("@class") String type) {
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
