package bnn4j.network.npz;

/** From the order of weights in a network file to {@code [neurons][synapses]} (formats.md 1.4). */
final class WeightOrder {
  private WeightOrder() {}

  /**
   * Weights of a convolution.
   *
   * @param weights {@code [out][in][row][column]}
   * @param channels of the input
   * @param kernel rows and columns of the kernel
   * @return {@code [out][row][column][in]}
   */
  static float[] ofConvolution(float[] weights, int channels, int kernel) {
    int positions = kernel * kernel;
    int synapses = channels * positions;
    float[] ordered = new float[weights.length];
    for (int i = 0; i < weights.length; i++) {
      int neuron = i / synapses;
      int channel = i % synapses / positions;
      int position = i % positions;
      ordered[neuron * synapses + position * channels + channel] = weights[i];
    }
    return ordered;
  }

  /** The opposite of {@link #ofConvolution}. */
  static float[] toConvolution(float[] ordered, int channels, int kernel) {
    int positions = kernel * kernel;
    int synapses = channels * positions;
    float[] weights = new float[ordered.length];
    for (int i = 0; i < weights.length; i++) {
      int neuron = i / synapses;
      int channel = i % synapses / positions;
      int position = i % positions;
      weights[i] = ordered[neuron * synapses + position * channels + channel];
    }
    return weights;
  }

  /**
   * Weights of a dense layer.
   *
   * @param weights {@code [in][out]}; inputs from a feature map in the file channel by channel
   * @param channels of that map; the inputs where there is none
   * @return {@code [out][in]}, a feature map pixel by pixel
   */
  static float[] ofDense(float[] weights, int inputs, int outputs, int channels) {
    int pixels = inputs / channels;
    float[] ordered = new float[weights.length];
    for (int input = 0; input < inputs; input++) {
      int synapse = input % pixels * channels + input / pixels;
      for (int neuron = 0; neuron < outputs; neuron++) {
        ordered[neuron * inputs + synapse] = weights[input * outputs + neuron];
      }
    }
    return ordered;
  }
}
