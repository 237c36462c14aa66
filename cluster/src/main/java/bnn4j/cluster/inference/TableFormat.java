package bnn4j.cluster.inference;

import bnn4j.cluster.storage.HadoopFiles;
import java.io.IOException;
import java.io.Serializable;
import org.apache.hadoop.fs.Path;

/**
 * The columns of a table: {@code index}, {@code file}, {@code actual} where folders say what
 * pictures show, and for each answer {@code class}, {@code name} and {@code score}, from the second
 * on with its rank behind.
 *
 * @param kind of the files
 * @param labeled whether there is a column of actual classes
 * @param top answers of each row
 */
record TableFormat(Kind kind, boolean labeled, int top) implements Serializable {
  /** Kinds of files. */
  enum Kind {
    /** A folder of Parquet files. */
    PARQUET,
    /** One file of text, as {@code infer --csv} writes it. */
    CSV
  }

  /** A writer of a part of the table. */
  RowWriter open(Path file, HadoopFiles files) throws IOException {
    return kind == Kind.CSV ? new CsvRows(this, file, files) : new ParquetRows(this, file, files);
  }

  /** What the names of columns of an answer end with. */
  static String suffix(int rank) {
    return rank == 1 ? "" : Integer.toString(rank);
  }
}
