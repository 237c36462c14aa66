package bnn4j.trainer.ops;

import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.stream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A layer's weights in bfloat16, for the products of several threads, which round them together.
 */
public final class RoundedWeights {
  private final int synapses;
  private final Bfloat16Rows rows;

  /** Arguments as for {@link GemmPrecision#roundedWeights}. */
  RoundedWeights(RowParts blocks, int synapses) {
    this.synapses = synapses;
    this.rows = new Bfloat16Rows(blocks, synapses, 0, synapses);
  }

  /**
   * Rounds the weights of a block of neurons. Several threads may at the same time, each for
   * another block.
   *
   * @param weights {@code [neurons of the block][synapses]}
   */
  public void take(int block, INDArray weights) {
    rows.take(block, weights);
  }

  /**
   * The product of a thread's errors, {@code [images][neurons]}, with the weights.
   *
   * @param neurons of all blocks
   */
  public LeftProduct product(int images, int neurons) {
    return new LeftProduct(this, images, neurons);
  }

  /** A product with the weights, for one thread. */
  public static final class LeftProduct {
    private final stream queue = new stream(Bfloat16.engine());
    private final Rounded left;
    private final Bfloat16Product product;

    private LeftProduct(RoundedWeights weights, int rows, int inner) {
      left =
          new Rounded(
              Bfloat16.plain(memory.data_type.f32, rows, inner),
              Bfloat16.plain(memory.data_type.bf16, rows, inner));
      product = new Bfloat16Product(left.copy(), weights.rows.values(), rows, weights.synapses);
    }

    /**
     * Computes it.
     *
     * @param a {@code [rows][neurons]}
     * @param result {@code [rows][synapses]}, overwritten
     */
    public void compute(INDArray a, INDArray result) {
      left.take(a, queue);
      product.compute(result, queue);
    }
  }
}
