package bnn4j.overlay;

/** One step of a {@link Topology}. */
public sealed interface Layer {
  /** Values that come out: neurons, or channels times rows times columns. */
  int outputs();

  /**
   * Every input to every neuron.
   *
   * @param inputs synapses of a neuron, padding not counted
   * @param outputs neurons, padding not counted
   */
  record Dense(int inputs, int outputs) implements Layer {}

  /**
   * A square convolution, stride 1, no padding of the picture, no kernel flip.
   *
   * @param kernel rows and columns of the kernel
   * @param inChannels input channels
   * @param inDimension rows and columns of the input map
   * @param outChannels output channels
   */
  record Convolution(int kernel, int inChannels, int inDimension, int outChannels)
      implements Layer {
    /** Rows and columns of the output map. */
    public int outDimension() {
      return inDimension - kernel + 1;
    }

    @Override
    public int outputs() {
      return outChannels * outDimension() * outDimension();
    }
  }

  /**
   * Largest of each square of neighbours, squares side by side.
   *
   * @param size rows and columns of a square
   * @param channels channels in and out
   * @param inDimension rows and columns of the input map
   */
  record MaxPool(int size, int channels, int inDimension) implements Layer {
    /** Rows and columns of the output map. */
    public int outDimension() {
      return inDimension / size;
    }

    @Override
    public int outputs() {
      return channels * outDimension() * outDimension();
    }
  }
}
