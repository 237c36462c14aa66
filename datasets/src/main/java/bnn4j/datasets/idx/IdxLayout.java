package bnn4j.datasets.idx;

import bnn4j.datasets.CatalogueEntry;
import java.io.Serializable;

/**
 * How images and labels lie in their files.
 *
 * @param transposed whether images are stored column by column
 * @param firstLabel the number of the first class
 */
public record IdxLayout(boolean transposed, int firstLabel) implements Serializable {
  private static final long serialVersionUID = 1;

  /** Row by row, labels from 0, as MNIST has it. */
  public static final IdxLayout PLAIN = new IdxLayout(false, 0);

  /** That of a dataset's files. */
  public static IdxLayout of(CatalogueEntry entry) {
    return entry.format().equals(EmnistFormat.NAME)
        ? new IdxLayout(true, entry.firstLabel())
        : PLAIN;
  }
}
