package bnn4j.hardware.estimate;

import bnn4j.hardware.rtl.Pipeline;
import bnn4j.hardware.rtl.Stage;

/**
 * HLS as BNN-PYNQ's bitstreams and FINN's overlays are made of: FINN's formulas ({@code
 * matrixvectoractivation.py}, {@code convolutioninputgenerator_hls.py}), which cite Blott 2018.
 * Weights lie in one memory for each processing element, as BNN-PYNQ partitions them. FINN has no
 * formula for flip-flops, nor for what stands around the layers; both are left at 0.
 */
public final class HlsModel implements ResourceModel {
  /** Deepest weight memory that is built of look-up tables. */
  private static final int LUT_MEMORY_DEPTH = 128;

  private static final int WINDOW_LUT = 300;

  /** One model; it has no state. */
  public static final HlsModel FINN = new HlsModel();

  private HlsModel() {}

  @Override
  public Resources of(Stage stage) {
    return matrix(stage).plus(stage.map().map(map -> window(stage, map)).orElse(Resources.NONE));
  }

  @Override
  public Resources around(Pipeline pipeline) {
    return Resources.NONE;
  }

  /** The matrix unit with its weights and without its window. */
  static Resources matrix(Stage stage) {
    int bits = stage.weightBits() + stage.inputBits();
    double products = stage.simd() * (2 * Math.ceil(bits / 6.0) - 1) * bits;
    double adders = (double) bits * (2 * stage.simd() - 1);
    double perElement = products + adders + sumBits(stage);
    double memory =
        inLuts(stage)
            ? (double) stage.weightBitsPerCycle() * BlockRam.divide(stage.weightWords(), 64)
            : 0;
    long blocks =
        inLuts(stage)
            ? 0
            : stage.pe()
                * BlockRam.count((long) stage.simd() * stage.weightBits(), stage.weightWords());
    return new Resources(
        (long) Math.floor(300 + 1.1 * stage.pe() * perElement + memory), 0, blocks, 0);
  }

  private static boolean inLuts(Stage stage) {
    return stage.weightWords() <= LUT_MEMORY_DEPTH;
  }

  /** Bits that hold every sum of the layer. */
  static int sumBits(Stage stage) {
    double alpha =
        Math.log(stage.columns()) / Math.log(2)
            + stage.weightBits()
            + stage.inputBits()
            - 1
            - (stage.popcount() ? 0 : 1);
    double needed = alpha + Math.log1p(Math.pow(2, -alpha)) / Math.log(2) + 1;
    return Math.min(stage.thresholdBits(), (int) Math.ceil(needed));
  }

  /** Row buffers: the rows of the window and one that fills. */
  static Resources window(Stage stage, Stage.Map map) {
    long depth = (long) map.dimension() * map.channels() / stage.simd();
    long width = (long) stage.simd() * stage.inputBits();
    return new Resources(
        WINDOW_LUT, 0, (map.kernel() + 1) * BlockRam.divide(width, blockWidth(depth)), 0);
  }

  private static int blockWidth(long depth) {
    int width = 36;
    for (long deepest = 512; depth > deepest && width > 1; deepest *= 2) {
      width /= 2;
    }
    return width;
  }
}
