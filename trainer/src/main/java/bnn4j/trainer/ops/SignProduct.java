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
 * The forward product of a layer whose inputs and weights are all -1 or +1: their differing bits
 * are counted, as the engine does, instead of multiplying and adding floats. With {@code n}
 * synapses and {@code d} differences a sum is {@code n - 2d}, which is what floats add up to, to
 * the bit.
 *
 * <p>Of two networks that learn at the same time each has its own.
 */
public final class SignProduct {
  /** The system property that says how: {@code bits} or {@code float}. */
  public static final String PROPERTY = "bnn4j.forward";

  /** Fewer values of a pixel leave most bits of its words unused. */
  private static final int FEWEST_VALUES = 32;

  /** Words of a part of the input: they stay in the caches from packing to counting. */
  private static final int MAP_WORDS = 1 << 13;

  /** Counts between counting and writing. */
  private static final int COUNTS = 1 << 12;

  private final Kernel kernel;
  private Plan plan;

  private SignProduct(Kernel kernel) {
    this.kernel = kernel;
  }

  /**
   * What {@value #PROPERTY} asks for; else bits where the rest is in floats and a kernel for
   * vectors runs.
   *
   * @throws Refusal if the property asks for something else
   */
  public static Optional<SignProduct> chosen() {
    return chosen(System.getProperty(PROPERTY), GemmPrecision.chosen());
  }

  static Optional<SignProduct> chosen(String wish, GemmPrecision precision) {
    if (wish != null && !List.of("bits", "float").contains(wish)) {
      throw new Refusal(
          "-D%s=%s: expected bits or float; without the option the faster one is used"
              .formatted(PROPERTY, wish));
    }
    if ("float".equals(wish) || (wish == null && precision != GemmPrecision.FLOAT)) {
      return Optional.empty();
    }
    Kernel kernel = KernelChoice.ofThisJvm().kernel();
    boolean fast = !kernel.name().equals("scalar");
    return wish != null || fast ? Optional.of(new SignProduct(kernel)) : Optional.empty();
  }

  /**
   * A dense layer.
   *
   * @param input {@code [images][values]}
   * @param weights {@code [neurons][values]}
   * @param output {@code [images][neurons]}, overwritten
   * @return false if this is not for such numbers; the output is of no meaning then
   */
  public boolean multiply(INDArray input, INDArray weights, INDArray output) {
    int values = (int) input.size(1);
    return compute(
        new Shape(1, values, SlidingWindow.of(1), (int) weights.size(0)), input, weights, output);
  }

  /**
   * A convolution; arrays as {@link ConvolutionOp} has them.
   *
   * @return false if this is not for such numbers; the output is of no meaning then
   */
  public boolean convolve(INDArray input, INDArray weights, SlidingWindow window, INDArray output) {
    Shape shape =
        new Shape((int) input.size(1), (int) input.size(3), window, (int) weights.size(0));
    return compute(shape, input, weights, output);
  }

  private boolean compute(Shape shape, INDArray input, INDArray weights, INDArray output) {
    if (!shape.suits()) {
      return false;
    }
    if (plan == null || !plan.shape.equals(shape)) {
      plan = new Plan(shape, kernel);
    }
    return plan.compute(input, weights, output);
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

    Windows windows(int images) {
      int kernel = window.kernel();
      return new Windows(images, side, side, words(), kernel, kernel, window.stride());
    }
  }

  /** All that is kept from batch to batch, for a layer of one shape. */
  private static final class Plan {
    private final Shape shape;
    private final Kernel kernel;
    private final SignWords packing;
    private final int images;
    private final Windows windows;
    private final long[] map;
    private final long[] weightWords;
    private final int stride;
    private final int together;
    private final int[] counts;
    private final float[] sums;
    private BitCounter counter;

    Plan(Shape shape, Kernel kernel) {
      this.shape = shape;
      this.kernel = kernel;
      this.packing = new SignWords(shape.values);
      this.images = Math.max(1, MAP_WORDS / (shape.pixels() * shape.words()));
      this.windows = shape.windows(images);
      this.map = new long[images * windows.imageSize()];
      this.weightWords = new long[shape.neurons * windows.size()];
      this.stride = Kernel.stride(shape.neurons);
      this.together = Math.max(8, COUNTS / stride);
      this.counts = new int[together * stride];
      this.sums = new float[together * shape.neurons];
    }

    boolean compute(INDArray input, INDArray weights, INDArray output) {
      LongBuffer values = NativeMemory.pairs(input);
      int count = (int) input.size(0);
      // First what may be of another kind.
      int first = Math.min(images, count);
      if (!packing.pack(values, first * shape.pixels(), map) || !takeWeights(weights)) {
        return false;
      }
      FloatBuffer to = NativeMemory.floats(output);
      for (int done = 0; done < count; done += images) {
        int part = Math.min(images, count - done);
        if (done > 0 && !packing.pack(values, part * shape.pixels(), map)) {
          return false;
        }
        counter.read(map, null, part);
        write(part * windows.perImage(), to);
      }
      return true;
    }

    private boolean takeWeights(INDArray weights) {
      int rows = shape.neurons * shape.window.kernel() * shape.window.kernel();
      if (!packing.pack(NativeMemory.pairs(weights), rows, weightWords)) {
        return false;
      }
      var matrix = kernel.bitMatrix(shape.neurons, windows.size(), List.of(weightWords));
      if (counter == null) {
        counter = matrix.counter(windows, false);
      } else {
        counter.against(matrix);
      }
      return true;
    }

    private void write(int all, FloatBuffer to) {
      int neurons = shape.neurons;
      float synapses = shape.synapses();
      for (int first = 0; first < all; first += together) {
        int count = Math.min(together, all - first);
        counter.count(first, count, counts);
        if (neurons == stride) {
          fill(synapses, counts, sums, count * neurons);
        } else {
          for (int i = 0; i < count; i++) {
            for (int n = 0; n < neurons; n++) {
              sums[i * neurons + n] = synapses - 2 * counts[i * stride + n];
            }
          }
        }
        to.put(sums, 0, count * neurons);
      }
    }

    private static void fill(float synapses, int[] counts, float[] sums, int length) {
      for (int i = 0; i < length; i++) {
        sums[i] = synapses - 2 * counts[i];
      }
    }
  }
}
