package bnn4j.onnx.graph;

import bnn4j.foundation.Refusal;
import bnn4j.onnx.file.Constant;
import bnn4j.onnx.file.Node;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Which value of a map stands where in a tensor. A map is {@code [row][column][channel]}, as the
 * accelerator has it; a tensor may have its axes in any order or be a list.
 *
 * @param channels of the map
 * @param dimension rows and columns of the map
 * @param shape of the tensor, for one picture
 * @param places for each value of the tensor its index in the map
 */
record Positions(int channels, int dimension, int[] shape, int[] places) {
  /** A tensor {@code [1, channels, rows, columns]}. */
  static Positions channelsFirst(int channels, int dimension) {
    int area = dimension * dimension;
    int[] places = new int[channels * area];
    Arrays.setAll(places, i -> i % area * channels + i / area);
    return new Positions(
        channels, dimension, new int[] {1, channels, dimension, dimension}, places);
  }

  /** A tensor {@code [1, rows, columns, channels]}. */
  static Positions channelsLast(int channels, int dimension) {
    return new Positions(
        channels,
        dimension,
        new int[] {1, dimension, dimension, channels},
        IntStream.range(0, channels * dimension * dimension).toArray());
  }

  /** A tensor {@code [1, neurons]}. */
  static Positions list(int neurons) {
    return new Positions(neurons, 1, new int[] {1, neurons}, IntStream.range(0, neurons).toArray());
  }

  Positions transposed(Node node) {
    int[] order = Shapes.order(node, shape.length);
    int[] from = Shapes.transposed(shape, order);
    return new Positions(
        channels,
        dimension,
        Shapes.pick(shape, order),
        IntStream.of(from).map(i -> places[i]).toArray());
  }

  Positions in(int[] target) {
    return new Positions(channels, dimension, target, places);
  }

  boolean isChannelsFirst() {
    Positions expected = channelsFirst(channels, dimension);
    return Arrays.equals(shape, expected.shape) && Arrays.equals(places, expected.places);
  }

  boolean isChannelsLast() {
    Positions expected = channelsLast(channels, dimension);
    return Arrays.equals(shape, expected.shape) && Arrays.equals(places, expected.places);
  }

  /** Whether it is a list of all values, or a map of one pixel as one. */
  boolean isList() {
    return shape.length >= 1 && shape[shape.length - 1] == places.length;
  }

  /**
   * What a constant says of each channel, where it is added to or multiplied with the tensor.
   *
   * @return one value per channel
   * @throws Refusal if it is not the same for all pixels of a channel, or makes the tensor larger
   */
  double[] perChannel(Constant constant) {
    int[] from = Shapes.sources(constant.shape(), shape);
    return perChannel(i -> constant.values()[from[i]]);
  }

  /**
   * What a list says of each channel, whose values belong to the steps along an axis.
   *
   * @return one value per channel
   * @throws Refusal if the axis is not that of the channels
   */
  int[] perChannelAlong(int axis, int values) {
    if (axis >= shape.length || shape[axis] != values) {
      throw new Refusal(
          "%d values for axis %d of %s".formatted(values, axis, Constant.text(shape)));
    }
    int inner = 1;
    for (int i = axis + 1; i < shape.length; i++) {
      inner *= shape[i];
    }
    int step = inner;
    double[] found = perChannel(i -> i / step % values);
    return Arrays.stream(found).mapToInt(v -> (int) v).toArray();
  }

  private double[] perChannel(java.util.function.IntToDoubleFunction valueAt) {
    double[] values = new double[channels];
    boolean[] known = new boolean[channels];
    for (int i = 0; i < places.length; i++) {
      int channel = places[i] % channels;
      double value = valueAt.applyAsDouble(i);
      if (known[channel] && value != values[channel] && !Double.isNaN(value)) {
        throw new Refusal(
            ("differs from pixel to pixel (%s and %s in channel %d); overlays use one value for"
                    + " all pixels of a channel")
                .formatted(values[channel], value, channel));
      }
      known[channel] = true;
      values[channel] = value;
    }
    return values;
  }
}
