package bnn4j.trainer.ops;

import bnn4j.foundation.Refusal;
import java.util.Optional;

/**
 * The numbers that gemm and convolution multiply; sums are floats in both.
 *
 * <p>Quantized weights and activations and 8-bit pixels are bfloat16 numbers (8 significant bits),
 * so what a quantized layer computes from them is the same in both, to the bit. Only the gradients
 * that come back are rounded, by at most 1/512 of themselves.
 */
public enum GemmPrecision {
  /** 24 significant bits, on any processor. */
  FLOAT,
  /**
   * 8 significant bits: twice as fast on a processor with AVX512_BF16, several times as fast with
   * Intel AMX.
   */
  BFLOAT16;

  /** The system property that asks for one: {@code float} or {@code bfloat16}. */
  public static final String PROPERTY = "bnn4j.gemm";

  /** Its former name, still supported. */
  private static final String FORMER_PROPERTY = "bnn4j.products";

  /**
   * What {@value #PROPERTY} asks for, else bfloat16 where the processor has instructions for it.
   *
   * @throws Refusal if the property asks for something else, or for bfloat16 without such
   *     instructions
   */
  public static GemmPrecision chosen() {
    return chosen(
        System.getProperty(PROPERTY, System.getProperty(FORMER_PROPERTY)), Bfloat16.AVAILABLE);
  }

  static GemmPrecision chosen(String requested, boolean bfloat16) {
    if (requested == null) {
      return bfloat16 ? BFLOAT16 : FLOAT;
    }
    return switch (requested) {
      case "float" -> FLOAT;
      case "bfloat16" -> {
        if (!bfloat16) {
          throw new Refusal(
              "-D%s=bfloat16 requires a processor with AVX512_BF16 or Intel AMX, which this one lacks;"
                      .formatted(PROPERTY)
                  + " omit the option to use float");
        }
        yield BFLOAT16;
      }
      default ->
          throw new Refusal(
              "-D%s=%s: expected float or bfloat16; without the option the faster one is used"
                  .formatted(PROPERTY, requested));
    };
  }

  /** A matrix product in these numbers. */
  public Gemm matrixProduct() {
    return this == FLOAT ? new FloatGemm() : new Bfloat16Gemm();
  }

  /**
   * A matrix whose rows several threads bring.
   *
   * @param parts rows of each
   * @param width columns of the arrays that the rows come from
   * @param firstColumn of those that are taken
   * @param columns how many are taken
   */
  public GatheredMatrix gathered(RowParts parts, int width, int firstColumn, int columns) {
    return this == FLOAT
        ? new FloatMatrix(parts, firstColumn, columns)
        : new Bfloat16Matrix(parts, width, firstColumn, columns);
  }

  /**
   * Weights that several threads round for the products of all; empty where nothing is rounded.
   *
   * @param blocks neurons whose weights are rounded at once
   */
  public Optional<RoundedWeights> roundedWeights(RowParts blocks, int synapses) {
    return this == FLOAT ? Optional.empty() : Optional.of(new RoundedWeights(blocks, synapses));
  }

  /**
   * A convolution in these numbers.
   *
   * @param window how it moves over the pictures
   */
  public ConvolutionOp convolution(SlidingWindow window) {
    return this == FLOAT ? new DirectConvolution(window) : new Bfloat16Convolution(window);
  }

  /** A convolution by patches, faster for small maps, in these numbers. */
  public ConvolutionOp convolutionByPatches(SlidingWindow window) {
    return new PatchConvolution(this, window);
  }
}
