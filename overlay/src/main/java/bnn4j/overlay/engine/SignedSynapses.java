package bnn4j.overlay.engine;

import bnn4j.kernels.BitCounter;
import bnn4j.kernels.Kernel;
import bnn4j.kernels.Windows;

/**
 * Binary or two-bit weights on ternary activations.
 *
 * <p>A weight is half the sum of its planes' -1 and +1 (formats.md 2); one plane counts as two
 * equal ones. With {@code n} activations that are not 0, of which {@code c} have another sign than
 * the plane's weight, a plane gives {@code n - 2c}.
 */
final class SignedSynapses implements Synapses {
  private final BitCounter counter;
  private final ActivationMap map;
  private final Windows windows;
  private final int planes;
  private final int stride;

  /** Activations that are not 0, by pixel of the map. */
  private final int[] nonzero;

  /**
   * A workspace.
   *
   * @param windows in pixels of the map
   * @param planes of the matrix that the counter counts
   */
  SignedSynapses(BitCounter counter, ActivationMap map, Windows windows, int planes, int neurons) {
    this.counter = counter;
    this.map = map;
    this.windows = windows;
    this.planes = planes;
    this.stride = Kernel.stride(neurons);
    this.nonzero = new int[map.pixels()];
  }

  @Override
  public void read(int images) {
    counter.read(map.signs(), map.bits(), images);
    int words = map.words();
    for (int pixel = 0, word = 0; pixel < images * windows.imageSize(); pixel++) {
      int count = 0;
      for (int w = 0; w < words; w++, word++) {
        count += Long.bitCount(map.bits()[word]);
      }
      nonzero[pixel] = count;
    }
  }

  @Override
  public void accumulate(int first, int pixels, int[] accumulators) {
    counter.count(first, pixels, accumulators);
    int doubled = planes == 1 ? 2 : 1;
    for (int i = 0; i < pixels; i++) {
      int all = doubled * planes * nonzero(first + i) / 2;
      for (int at = i * stride; at < (i + 1) * stride; at++) {
        accumulators[at] = all - doubled * accumulators[at];
      }
    }
  }

  private int nonzero(int window) {
    int sum = 0;
    int start = windows.start(window);
    for (int row = 0; row < windows.runs(); row++, start += windows.rowStep()) {
      for (int i = 0; i < windows.run(); i++) {
        sum += nonzero[start + i];
      }
    }
    return sum;
  }
}
