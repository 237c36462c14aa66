package bnn4j.finnthesizer;

import bnn4j.network.Layer;
import bnn4j.overlay.MatrixLayer;
import bnn4j.overlay.Overlay;

/**
 * {@code hw/config.h}: the layers of an overlay as C constants, for its synthesis (formats.md 1.7).
 */
public final class ConfigHeader {
  private static final String HEAD =
      """
      /**
       * Finnthesizer Config-File Generation
       *
       **/

      #ifndef __LAYER_CONFIG_H_
      #define __LAYER_CONFIG_H_

      """;

  private static final String CONVOLUTION =
      """
      /**
       * Convolutional Layer L%d:
       *      IFM  = %5d  IFM_CH = %5d
       *      OFM  = %5d  OFM_CH = %5d
       *     SIMD  = %5d    PE   = %5d
       *     WMEM  = %5d   TMEM  = %5d
       *     #Ops  = %5d   Ext Latency  = %5d
      **/

      """;

  private static final String DENSE =
      """
      /**
       * Fully-Connected Layer L%d:
       *     MatW = %5d MatH = %5d
       *     SIMD = %5d  PE  = %5d
       *     WMEM = %5d TMEM = %5d
       *     #Ops  = %5d   Ext Latency  = %5d
      **/

      """;

  private static final String TAIL = "#endif //__LAYER_CONFIG_H_\n";

  private ConfigHeader() {}

  /** The whole text, lines ended by {@code \n}; the same to the byte as the original's. */
  public static String of(Overlay overlay) {
    StringBuilder text = new StringBuilder(HEAD);
    for (MatrixLayer layer : overlay.layers()) {
      if (layer.layer().isDense()) {
        appendDense(text, layer);
      } else {
        appendConvolution(text, layer);
      }
    }
    return text.append(TAIL).toString();
  }

  private static void appendConvolution(StringBuilder text, MatrixLayer layer) {
    Layer c = layer.layer();
    text.append(
        CONVOLUTION.formatted(
            layer.index(),
            c.input().dimension(),
            c.input().channels(),
            c.unpooled().dimension(),
            c.neurons(),
            layer.folding().simd(),
            layer.folding().pe(),
            layer.wmem(),
            layer.tmem(),
            operations(layer),
            latency(layer)));
    define(text, layer, "K", c.kernel());
    define(text, layer, "IFM_CH", c.input().channels());
    define(text, layer, "IFM_DIM", c.input().dimension());
    define(text, layer, "OFM_CH", c.neurons());
    define(text, layer, "OFM_DIM", c.unpooled().dimension());
    defineFolding(text, layer);
    definePrecision(text, layer);
  }

  private static void appendDense(StringBuilder text, MatrixLayer layer) {
    text.append(
        DENSE.formatted(
            layer.index(),
            layer.columns(),
            layer.rows(),
            layer.folding().simd(),
            layer.folding().pe(),
            layer.wmem(),
            layer.tmem(),
            operations(layer),
            latency(layer)));
    defineFolding(text, layer);
    define(text, layer, "MW", layer.columns());
    define(text, layer, "MH", layer.rows());
    definePrecision(text, layer);
  }

  private static void defineFolding(StringBuilder text, MatrixLayer layer) {
    define(text, layer, "SIMD", layer.folding().simd());
    define(text, layer, "PE", layer.folding().pe());
    define(text, layer, "WMEM", layer.wmem());
    define(text, layer, "TMEM", layer.tmem());
  }

  /** Integer and fractional bits of weights and activations; there are no fractional ones. */
  private static void definePrecision(StringBuilder text, MatrixLayer layer) {
    define(text, layer, "WPI", layer.weightBits());
    define(text, layer, "API", layer.outputBits());
    define(text, layer, "WPF", 0);
    define(text, layer, "APF", 0);
    text.append('\n');
  }

  private static void define(StringBuilder text, MatrixLayer layer, String name, int value) {
    text.append("#define L%d_%s %d\n".formatted(layer.index(), name, value));
  }

  /** A multiplication and an addition per synapse, neuron and position. */
  private static long operations(MatrixLayer layer) {
    return 2L * layer.columns() * layer.rows() * layer.positions();
  }

  private static long latency(MatrixLayer layer) {
    return operations(layer) / (2L * layer.folding().simd() * layer.folding().pe());
  }
}
