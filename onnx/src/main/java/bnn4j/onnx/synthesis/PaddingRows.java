package bnn4j.onnx.synthesis;

import bnn4j.overlay.MatrixLayer;
import bnn4j.overlay.params.LayerMemory;
import bnn4j.overlay.params.ParameterSet;
import java.util.ArrayList;
import java.util.List;

/**
 * The last layer's rows that stand for no class. Every generator fills them in its own way, and no
 * result depends on them.
 *
 * @param of the set whose rows they are
 */
public record PaddingRows(ParameterSet of) {
  /** Of a set. */
  public static PaddingRows of(ParameterSet set) {
    return new PaddingRows(set);
  }

  /**
   * Another set for the same overlay with these rows; that set itself if it has not as many
   * outputs.
   */
  public ParameterSet in(ParameterSet set) {
    if (set.outputs() != of.outputs() || !set.overlay().equals(of.overlay())) {
      return set;
    }
    MatrixLayer last = set.overlay().lastLayer();
    LayerMemory own = set.layers().get(last.index());
    LayerMemory other = of.layers().get(last.index());
    List<LayerMemory> layers = new ArrayList<>(set.layers());
    layers.set(
        last.index(),
        new LayerMemory(
            mixed(own.weights(), other.weights(), last, set.outputs()),
            mixed(own.thresholds(), other.thresholds(), last, set.outputs())));
    return new ParameterSet(set.overlay(), layers, set.classNames(), set.output());
  }

  private static long[][] mixed(long[][] own, long[][] padding, MatrixLayer layer, int outputs) {
    int pes = layer.folding().pe();
    long[][] mixed = new long[own.length][];
    for (int pe = 0; pe < own.length; pe++) {
      mixed[pe] = own[pe].clone();
      int perRow = own[pe].length / layer.tmem();
      for (int row = 0; row < layer.tmem(); row++) {
        if (row * pes + pe >= outputs) {
          System.arraycopy(padding[pe], row * perRow, mixed[pe], row * perRow, perRow);
        }
      }
    }
    return mixed;
  }
}
