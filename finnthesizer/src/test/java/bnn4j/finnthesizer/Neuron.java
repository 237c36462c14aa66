package bnn4j.finnthesizer;

import bnn4j.network.TrainedLayer;
import bnn4j.overlay.MatrixLayer;

/** A layer of one neuron whose batch norm does nothing until told to; weights are 0. */
final class Neuron {
  private float bias;
  private float gamma = 1;
  private float beta;
  private float mean;
  private float invStd = 1;

  Neuron bias(float value) {
    bias = value;
    return this;
  }

  Neuron gamma(float value) {
    gamma = value;
    return this;
  }

  Neuron beta(float value) {
    beta = value;
    return this;
  }

  Neuron mean(float value) {
    mean = value;
    return this;
  }

  Neuron invStd(float value) {
    invStd = value;
    return this;
  }

  /** With the synapses of an accelerator's layer. */
  TrainedLayer layer(MatrixLayer like) {
    return new TrainedLayer(
        1,
        like.fanIn(),
        new float[like.fanIn()],
        new float[] {bias},
        new float[] {gamma},
        new float[] {beta},
        new float[] {mean},
        new float[] {invStd});
  }
}
