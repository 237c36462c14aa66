package bnn4j.overlay;

/**
 * What a layer's accumulator says in terms of training's sum of quantized weights times inputs, and
 * the other way round (formats.md 4).
 *
 * @param layer of the accelerator
 */
public record AccumulatorDomain(MatrixLayer layer) {
  /**
   * What training has summed up when the accelerator shows this.
   *
   * @param accumulator in the layer's unit
   * @param sign -1 if the neuron's weights were flipped, else 1
   */
  public double trained(int accumulator, int sign) {
    double sum =
        switch (layer.accumulator()) {
          case POPCOUNT -> 2.0 * accumulator - layer.fanIn();
          case SIGNED -> accumulator + paddingDebt();
          case FIXED_POINT -> accumulator / 256.0;
        };
    return sign * sum;
  }

  /**
   * What the accelerator shows when training has summed up this.
   *
   * @param sum a value that the layer can have
   * @param sign -1 if the neuron's weights were flipped, else 1
   */
  public int accelerated(double sum, int sign) {
    double flipped = sign * sum;
    return (int)
        switch (layer.accumulator()) {
          case POPCOUNT -> (flipped + layer.fanIn()) / 2;
          case SIGNED -> flipped - paddingDebt();
          case FIXED_POINT -> flipped * 256;
        };
  }

  /** Padding inputs of a signed 1-bit layer are -1, padding weights of one bit +1. */
  private int paddingDebt() {
    return layer.inputBits() == 1 && layer.weightBits() == 1 ? layer.paddedColumns() : 0;
  }
}
