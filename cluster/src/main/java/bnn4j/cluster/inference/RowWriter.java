package bnn4j.cluster.inference;

import java.io.Closeable;
import java.io.IOException;

/** Writes rows to a file of its own. */
interface RowWriter extends Closeable {
  /** Appends one. */
  void write(Row row) throws IOException;
}
