package bnn4j.trainer.ops;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.stream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A matrix of bfloat16 numbers whose rows several threads bring, each its own part. */
final class Bfloat16Rows {
  private final long rows;
  private final long columns;
  private final memory values;
  private final List<Optional<Part>> parts;

  /**
   * Room for the numbers.
   *
   * @param parts rows of each
   * @param width columns of the arrays that the rows come from
   * @param firstColumn of those that are taken
   * @param columns how many are taken
   */
  Bfloat16Rows(RowParts parts, long width, long firstColumn, long columns) {
    this.rows = parts.rows();
    this.columns = columns;
    this.values =
        new memory(Bfloat16.plain(memory.data_type.bf16, rows, columns), Bfloat16.engine());
    this.parts =
        IntStream.range(0, parts.count())
            .mapToObj(i -> part(parts.first(i), parts.size(i), width, firstColumn))
            .toList();
  }

  /** A thread's rows: where they go, and how they get there. */
  private record Part(Rounded rounding, stream queue) {}

  /** Empty if there are no rows, which oneDNN has no memory for. */
  private Optional<Part> part(long first, long count, long width, long firstColumn) {
    if (count == 0) {
      return Optional.empty();
    }
    long[] shape = {count, columns};
    memory.desc from =
        Bfloat16.plain(memory.data_type.f32, count, width)
            .submemory_desc(shape, new long[] {0, firstColumn});
    memory.desc to = values.get_desc().submemory_desc(shape, new long[] {first, 0});
    return Optional.of(
        new Part(
            new Rounded(from, new memory(to, Bfloat16.engine(), values.get_data_handle())),
            new stream(Bfloat16.engine())));
  }

  /**
   * Rounds the rows of a part to the nearest. Several threads may at the same time, each for
   * another part.
   *
   * @param array {@code [rows of the part][width]}
   */
  void take(int part, INDArray array) {
    parts.get(part).ifPresent(own -> own.rounding.take(array, own.queue));
  }

  /** All, {@code [rows][columns]}. */
  memory values() {
    return values;
  }

  /** The same numbers as {@code [columns][rows]}. */
  memory transposed() {
    memory.desc layout =
        new memory.desc(new long[] {columns, rows}, memory.data_type.bf16, new long[] {1, columns});
    return new memory(layout, Bfloat16.engine(), values.get_data_handle());
  }

  long columns() {
    return columns;
  }
}
