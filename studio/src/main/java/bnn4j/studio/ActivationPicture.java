package bnn4j.studio;

import bnn4j.overlay.MatrixLayer;
import bnn4j.overlay.engine.LayerTrace;
import java.awt.image.BufferedImage;

/**
 * An image of a layer's activations: one tile per channel of a convolution, one pixel per neuron of
 * a dense layer. Dark is the smallest value, bright the largest.
 */
final class ActivationPicture {
  private static final int MOST_CHANNELS = 64;
  private static final int GROUND = 0x3a4656;

  private ActivationPicture() {}

  static BufferedImage of(MatrixLayer layer, LayerTrace trace) {
    boolean dense = layer.layer().isDense();
    int[] values = values(trace);
    int side = dense ? 1 : layer.dimension();
    return of(values, dense ? layer.neurons() : values.length / (side * side), side);
  }

  /**
   * What a layer gave.
   *
   * @param values {@code [row][column][channel]}
   * @param channels that count; a dense layer's neurons
   * @param side rows and columns; 1 of a dense layer
   */
  static BufferedImage of(int[] values, int channels, int side) {
    int least = Integer.MAX_VALUE;
    int most = Integer.MIN_VALUE;
    for (int value : values) {
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    int range = Math.max(1, most - least);
    boolean dense = side == 1;
    int shown = dense ? channels : Math.min(MOST_CHANNELS, channels);
    int across = Math.min(shown, dense ? 32 : 16);
    int down = (shown + across - 1) / across;
    int pitch = dense ? 1 : side + 1;
    BufferedImage image =
        new BufferedImage(across * pitch, down * pitch, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        int channel = y / pitch * across + x / pitch;
        boolean ground = x % pitch >= side || y % pitch >= side || channel >= shown;
        int rgb = GROUND;
        if (!ground) {
          int at = ((y % pitch) * side + x % pitch) * channels + channel;
          int grey = (values[at] - least) * 255 / range;
          rgb = (grey << 16) | (grey << 8) | grey;
        }
        image.setRGB(x, y, rgb);
      }
    }
    return image;
  }

  /** Activations; of the layer that gives scores, its accumulators. */
  private static int[] values(LayerTrace trace) {
    if (trace.activations().length == 0) {
      return trace.accumulators();
    }
    int[] values = new int[trace.activations().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = trace.activations()[i];
    }
    return values;
  }
}
