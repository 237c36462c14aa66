package bnn4j.trainer.ops;

import bnn4j.foundation.Refusal;
import bnn4j.kernels.BitCounter;
import bnn4j.kernels.Kernel;
import bnn4j.kernels.KernelChoice;
import bnn4j.kernels.Windows;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The forward product of a layer whose weights are all -1 or +1, and whose inputs are 0 or one
 * number and its negative, such as -1 and +1, also after dropout: differing bits are counted, as
 * the engine does, instead of multiplying and adding floats. With {@code n} inputs that are not 0,
 * of which {@code d} have another sign than their weight, a sum is {@code n - 2d} times the number.
 * It is taken only where floats add up to the very same, to the bit.
 *
 * <p>Of two networks that learn at the same time each has its own.
 */
public final class SignProduct {
  /** The system property that says how: {@code bits} or {@code float}. */
  public static final String PROPERTY = "bnn4j.forward";

  /** Fewer values of a pixel leave most bits of its words unused. */
  private static final int FEWEST_VALUES = 32;

  /** Of a float, behind the leading one. */
  private static final int FRACTION_BITS = 23;

  /** Far from where floats end. */
  private static final float SMALLEST = 1e-9f;

  private static final float LARGEST = 1e9f;

  /** Words of a part of the input: they stay in the caches from packing to counting. */
  private static final int MAP_WORDS = 1 << 13;

  /** Windows that are counted together at least: as many as weights are read once for. */
  private static final int FEWEST_TOGETHER = 16;

  /** Counts between counting and writing. */
  private static final int COUNTS = 1 << 12;

  private final Kernel kernel;

  /** Weights that no other thread knows. */
  private SignWeights alone;

  private Plan plan;

  private SignProduct(Kernel kernel) {
    this.kernel = kernel;
  }

  /**
   * What {@value #PROPERTY} asks for; else bits where a kernel for vectors runs, except beside
   * products of tiles, which take less time than counting.
   *
   * @throws Refusal if the property asks for something else
   */
  public static Optional<SignProduct> chosen() {
    return chosen(
        System.getProperty(PROPERTY),
        Bfloat16.TILES && GemmPrecision.chosen() == GemmPrecision.BFLOAT16);
  }

  static Optional<SignProduct> chosen(String requested, boolean tiles) {
    if (requested != null && !List.of("bits", "float").contains(requested)) {
      throw new Refusal(
          "-D%s=%s: expected bits or float; without the option the faster one is used"
              .formatted(PROPERTY, requested));
    }
    if ("float".equals(requested) || (requested == null && tiles)) {
      return Optional.empty();
    }
    Kernel kernel = KernelChoice.ofThisJvm().kernel().counting();
    boolean fast = !kernel.name().equals("scalar");
    return requested != null || fast ? Optional.of(new SignProduct(kernel)) : Optional.empty();
  }

  /**
   * A dense layer.
   *
   * @param input {@code [images][values]}
   * @param weights {@code [neurons][values]}
   * @param output {@code [images][neurons]}, overwritten
   * @return false if this is not for such numbers; the output is undefined then
   */
  public boolean multiply(INDArray input, INDArray weights, INDArray output) {
    int values = (int) input.size(1);
    return computeAlone(
        new Shape(1, values, SlidingWindow.of(1), (int) weights.size(0)), input, weights, output);
  }

  /**
   * A dense layer of which several threads pack the weights.
   *
   * @param input {@code [images][values]}
   * @param weights of {@link #denseWeights}, taken
   * @param output {@code [images][neurons]}, overwritten
   * @return as above
   */
  public boolean multiply(INDArray input, SignWeights weights, INDArray output) {
    Shape shape = new Shape(1, (int) input.size(1), SlidingWindow.of(1), (int) output.size(1));
    return planOf(shape, weights).compute(input, null, output);
  }

  /**
   * Room for the weights of a dense layer, for several threads.
   *
   * @param values of a neuron
   * @param shares neurons whose weights one thread packs
   * @return empty if no product of this kind is for such a layer
   */
  public Optional<SignWeights> denseWeights(int values, RowParts shares) {
    return new Shape(1, values, SlidingWindow.of(1), shares.rows()).suits()
        ? Optional.of(new SignWeights(kernel, values, 1, shares))
        : Optional.empty();
  }

  /**
   * A convolution; arrays as {@link ConvolutionOp} has them.
   *
   * @return false if this is not for such numbers; the output is undefined then
   */
  public boolean convolve(INDArray input, INDArray weights, SlidingWindow window, INDArray output) {
    Shape shape =
        new Shape((int) input.size(1), (int) input.size(3), window, (int) weights.size(0));
    return computeAlone(shape, input, weights, output);
  }

  private boolean computeAlone(Shape shape, INDArray input, INDArray weights, INDArray output) {
    if (!shape.suits()) {
      return false;
    }
    if (plan == null || plan.weights != alone || !plan.shape.equals(shape)) {
      alone = shape.weights(kernel);
    }
    return planOf(shape, alone).compute(input, weights, output);
  }

  private Plan planOf(Shape shape, SignWeights weights) {
    if (plan == null || !plan.shape.equals(shape) || plan.weights != weights) {
      plan = new Plan(shape, weights);
    }
    return plan;
  }

  /**
   * Shapes of a layer.
   *
   * @param side rows and columns of a picture
   * @param values of a pixel
   */
  private record Shape(int side, int values, SlidingWindow window, int neurons) {
    /** Padding is 0, which no bit can say. */
    boolean suits() {
      return values >= FEWEST_VALUES && values % 2 == 0 && window.padding() == 0;
    }

    int words() {
      return SignWords.words(values);
    }

    int pixels() {
      return side * side;
    }

    int synapses() {
      return window.kernel() * window.kernel() * values;
    }

    /** Whether a float holds every sum of so many numbers of a size. */
    boolean isExact(float size) {
      int significand = Float.floatToRawIntBits(size) | 1 << FRACTION_BITS;
      int bits =
          FRACTION_BITS + 1 - Math.min(FRACTION_BITS, Integer.numberOfTrailingZeros(significand));
      int sumBits = Integer.SIZE - Integer.numberOfLeadingZeros(synapses());
      return size > SMALLEST && size < LARGEST && bits + sumBits <= FRACTION_BITS + 1;
    }

    SignWeights weights(Kernel kernel) {
      return new SignWeights(
          kernel, values, window.kernel() * window.kernel(), RowParts.of(neurons));
    }

    Windows windows(int images) {
      int kernel = window.kernel();
      return new Windows(images, side, side, words(), kernel, kernel, window.stride());
    }
  }

  /** All that is kept from batch to batch, for a layer of one shape. */
  private static final class Plan {
    private final Shape shape;
    private final SignWeights weights;
    private final SignWords packing;
    private final int images;
    private final Windows windows;
    private final long[] map;
    private final long[] mask;
    private final int[] present;
    private final List<ShareProduct> products;

    Plan(Shape shape, SignWeights weights) {
      this.shape = shape;
      this.weights = weights;
      this.packing = new SignWords(shape.values);
      this.images = Math.max(1, MAP_WORDS / (shape.pixels() * shape.words()));
      this.windows = shape.windows(images);
      this.map = new long[images * windows.imageSize()];
      this.mask = new long[map.length];
      this.present = new int[images * shape.pixels()];
      this.products =
          weights.shares().stream().map(share -> new ShareProduct(shape, windows, share)).toList();
    }

    /**
     * Computes a product.
     *
     * @param own weights to pack before; null if others packed them
     */
    boolean compute(INDArray input, INDArray own, INDArray output) {
      int count = (int) input.size(0);
      // First what may be of another kind.
      LongBuffer values = NativeMemory.pairs(input);
      boolean all = packing.pack(values, rows(0, count), map, 0);
      float size = all ? 1 : SignWords.firstSize(NativeMemory.floats(input), shape.values);
      boolean fits =
          shape.isExact(size)
              && (all || packing.pack(values.rewind(), rows(0, count), size, map, mask));
      weights.want(fits);
      if (fits && own != null) {
        weights.take(0, 0, own);
      }
      if (!fits || !products.stream().allMatch(product -> product.takeWeights(all))) {
        return false;
      }
      FloatBuffer to = NativeMemory.floats(output);
      for (int done = 0; done < count; done += images) {
        int rows = rows(done, count);
        if (done > 0
            && !(all
                ? packing.pack(values, rows, map, 0)
                : packing.pack(values, rows, size, map, mask))) {
          return false;
        }
        if (!all) {
          countPresent(rows);
        }
        int part = Math.min(images, count - done);
        for (ShareProduct product : products) {
          product.read(map, all ? null : mask, part);
          product.write(
              done * windows.perImage(), part * windows.perImage(), size, all ? null : present, to);
        }
      }
      return true;
    }

    private int rows(int done, int count) {
      return Math.min(images, count - done) * shape.pixels();
    }

    private void countPresent(int pixels) {
      int words = shape.words();
      for (int pixel = 0, at = 0; pixel < pixels; pixel++) {
        int sum = 0;
        for (int w = 0; w < words; w++, at++) {
          sum += Long.bitCount(mask[at]);
        }
        present[pixel] = sum;
      }
    }
  }

  /** The sums of a share of the neurons. */
  private static final class ShareProduct {
    private final Shape shape;
    private final Windows windows;
    private final SignWeights.Share share;
    private final int stride;
    private final int together;
    private final int[] counts;
    private final float[] sums;

    /** For inputs without zeros, and with. */
    private BitCounter full;

    private BitCounter masked;

    /** The one in use. */
    private BitCounter counter;

    ShareProduct(Shape shape, Windows windows, SignWeights.Share share) {
      this.shape = shape;
      this.windows = windows;
      this.share = share;
      this.stride = Kernel.stride(share.neurons());
      this.together = Math.max(FEWEST_TOGETHER, COUNTS / stride);
      this.counts = new int[together * stride];
      this.sums = new float[together * share.neurons()];
    }

    /** Whether they are such as bits can say. */
    boolean takeWeights(boolean all) {
      if (share.matrix() == null) {
        return false;
      }
      if (all) {
        full = against(full, false);
        counter = full;
      } else {
        masked = against(masked, true);
        counter = masked;
      }
      return true;
    }

    private BitCounter against(BitCounter before, boolean withMask) {
      if (before == null) {
        return share.matrix().counter(windows, withMask);
      }
      before.against(share.matrix());
      return before;
    }

    /** Takes packed images; without zeros among them the mask is null. */
    void read(long[] map, long[] mask, int images) {
      counter.read(map, mask, images);
    }

    /**
     * Writes the sums of what was read.
     *
     * @param at place of the first window in the output
     * @param places number of windows
     * @param present inputs of each pixel that are not 0; null if all are
     */
    void write(int at, int places, float size, int[] present, FloatBuffer to) {
      int neurons = share.neurons();
      for (int first = 0; first < places; first += together) {
        int count = Math.min(together, places - first);
        counter.count(first, count, counts);
        if (present == null && neurons == stride) {
          fill(shape.synapses(), counts, sums, count * neurons);
        } else {
          for (int i = 0; i < count; i++) {
            int inputs = present == null ? shape.synapses() : presentIn(first + i, present);
            fill(size, inputs, counts, i * stride, sums, i * neurons, neurons);
          }
        }
        put(at + first, count, to);
      }
    }

    private void put(int at, int count, FloatBuffer to) {
      int neurons = share.neurons();
      if (neurons == shape.neurons) {
        to.put(at * neurons, sums, 0, count * neurons);
        return;
      }
      for (int i = 0; i < count; i++) {
        to.put((at + i) * shape.neurons + share.first(), sums, i * neurons, neurons);
      }
    }

    /** Inputs of a window that are not 0. */
    private int presentIn(int window, int[] present) {
      int words = shape.words();
      int start = windows.start(window) / words;
      int kernel = shape.window.kernel();
      int sum = 0;
      for (int row = 0; row < kernel; row++, start += shape.side) {
        for (int i = 0; i < kernel; i++) {
          sum += present[start + i];
        }
      }
      return sum;
    }

    private static void fill(float inputs, int[] counts, float[] sums, int length) {
      for (int i = 0; i < length; i++) {
        sums[i] = inputs - 2 * counts[i];
      }
    }

    private static void fill(
        float size, int inputs, int[] counts, int from, float[] sums, int to, int length) {
      for (int i = 0; i < length; i++) {
        sums[to + i] = size * (inputs - 2 * counts[from + i]);
      }
    }
  }
}
